-- hera.log_change: writes the one log row of a change (D8): audit trail, idempotency record and feed entry at once.
-- p_change holds what changed ("created" with the whole payload, or "changes" with path, from, to); p_answer is what
-- the caller gets and what a replay gets again, NULL for what is logged beside the change that was asked for. Call it last.
-- Tells the caller through hera.touched whose remembered answers are no longer true (hera.touched_with).
-- No locks beyond the inserted row.
create or replace function hera.log_change(
  p_organization_id uuid, p_subject_id uuid, p_action text, p_kind text, p_smart_code text, p_version integer,
  p_reason text, p_change jsonb, p_answer jsonb
) returns void language plpgsql volatile set search_path = '' as $$
declare
  v_request jsonb := nullif(current_setting('hera.request', true), '')::jsonb;
  v_key text := case when p_answer is not null then v_request ->> 'idempotency_key' end;
  v_millis numeric;
begin
  perform set_config('hera.touched',
    hera.touched_with(current_setting('hera.touched', true), p_subject_id, p_action in ('CREATE', 'UNCHANGED')), true);
  p_change := p_change || jsonb_build_object('action', p_action, 'kind', p_kind, 'smart_code', p_smart_code,
    'version', p_version, 'reason', p_reason, 'request_id', v_request -> 'request_id');
  if v_key is not null then
    v_millis := round((v_request ->> 'elapsed_ms')::numeric
      + extract(epoch from clock_timestamp() - statement_timestamp()) * 1000, 3);
    p_change := p_change || jsonb_build_object('fingerprint', v_request ->> 'fingerprint', 'answer', p_answer,
      'answer_ms', v_millis);
    perform set_config('hera.outcome', 'stored ' || v_millis, true);
  end if;
  insert into public.universal_transactions
    (organization_id, transaction_type, smart_code, transaction_status, subject_id, metadata, log_cluster, log_xid,
     idempotency_key)
  values
    (p_organization_id, 'AUDIT', 'HERA.CORE.AUDIT.CHANGE.RECORDED.V1', 'RECORDED', p_subject_id, p_change,
     nullif(current_setting('hera.cluster_id', true), '')::bigint,
     hera.log_place(), v_key);
end
$$;

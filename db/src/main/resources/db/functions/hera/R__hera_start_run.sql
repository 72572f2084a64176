-- hera.start_run: begins a run in the request's organization, unless one of its orchestration and key is there (D8: in the run
-- itself). p_run: {id, smart_code, key, status, payload, run, owner, due, subject, timeout_ms}; p_limit runs of one subject may be alive at
-- once, NULL for any number: one more waits its turn (queue, replace) or is refused (reject).
-- Answers {outcome: new|known|taken, ahead: [ids of the subject's], run: hera.run_text} as text.
-- Locks: advisory (subject), then the row; a parallel start with the same key waits here. No role is asked: the caller has.
create or replace function hera.start_run(p_run jsonb, p_limit integer, p_policy text)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_id uuid := (p_run ->> 'id')::uuid;
  v_subject text := case when p_limit is not null then p_run ->> 'subject' end;
  v_ahead uuid[] := '{}';
  v_waits boolean := false;
  v_known uuid;
begin
  select t.id into v_known from public.universal_transactions t
  where t.organization_id = v_here and t.smart_code = p_run ->> 'smart_code' and t.transaction_code = p_run ->> 'key'
    and t.transaction_type = 'ORCH_RUN';
  if v_known is not null then
    return hera.start_answer('known', '{}', v_known);
  end if;
  if v_subject is not null then
    perform pg_advisory_xact_lock(hera.subject_key(v_here, v_subject));
    v_ahead := array(select t.id from public.universal_transactions t
      where t.organization_id = v_here and t.run_subject = v_subject order by t.id);
    v_waits := cardinality(v_ahead) >= p_limit;
    if v_waits and p_policy = 'REJECT' then
      return hera.start_answer('taken', v_ahead, null);
    end if;
  end if;

  insert into public.universal_transactions
    (organization_id, id, transaction_type, transaction_code, smart_code, transaction_status, business_context, metadata,
     run_due, run_owner, run_subject)
  values
    (v_here, v_id, 'ORCH_RUN', p_run ->> 'key', p_run ->> 'smart_code',
     case when v_waits then 'PENDING' else p_run ->> 'status' end, p_run -> 'payload',
     p_run -> 'run' || hera.run_times(p_run -> 'timeout_ms') || case when v_waits then '{"owner": null, "fence": 0, "claims": 0}' else '{}' end::jsonb,
     case when not v_waits then (p_run ->> 'due')::timestamptz end,
     case when not v_waits then (p_run ->> 'owner')::integer end, v_subject)
  on conflict (organization_id, smart_code, transaction_code) where transaction_type = 'ORCH_RUN' do nothing;
  if found then
    return hera.start_answer('new', v_ahead, v_id);
  end if;
  select t.id into v_known from public.universal_transactions t
  where t.organization_id = v_here and t.smart_code = p_run ->> 'smart_code' and t.transaction_code = p_run ->> 'key'
    and t.transaction_type = 'ORCH_RUN';
  return hera.start_answer('known', '{}', v_known);
end
$$;
alter function hera.start_run owner to hera_writer;
grant execute on function hera.start_run to hera_app;

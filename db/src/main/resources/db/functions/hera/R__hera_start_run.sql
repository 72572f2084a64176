-- hera.start_run: writes a run that others carry on, or that waits its turn, in the request's organization (hera.begin_run is for who
-- carries it himself), unless one of its orchestration and key is there (D8: in the run itself). p_run: {id, smart_code, key, status,
-- payload, run, owner, due, subject, timeout_ms}; p_limit runs of one subject may be alive at once, NULL for any number: one more
-- waits its turn (queue, replace) or is refused (reject). The row is tried first and looked up only when it is there.
-- Answers {outcome: new|known|taken, ahead: [ids of the subject's], now, run: hera.run_text} as text.
-- Locks: advisory (subject), then the row; a parallel start with the same key waits here. No role is asked: the caller has.
create or replace function hera.start_run(p_run jsonb, p_limit integer, p_policy text)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_id uuid := (p_run ->> 'id')::uuid;
  v_subject text := case when p_limit is not null then p_run ->> 'subject' end;
  v_ahead uuid[] := '{}';
  v_known uuid;
begin
  if v_subject is not null then
    perform pg_advisory_xact_lock(hera.subject_key(v_here, v_subject));
  end if;
  insert into public.universal_transactions
    (organization_id, id, transaction_type, transaction_code, smart_code, transaction_status, business_context, metadata,
     run_due, run_owner, run_subject)
  values
    (v_here, v_id, 'ORCH_RUN', p_run ->> 'key', p_run ->> 'smart_code', p_run ->> 'status', p_run -> 'payload',
     p_run -> 'run' || hera.run_times(p_run -> 'timeout_ms'), (p_run ->> 'due')::timestamptz, (p_run ->> 'owner')::integer,
     v_subject)
  on conflict (organization_id, smart_code, transaction_code) where transaction_type = 'ORCH_RUN' do nothing;
  if not found then
    select t.id into v_known from public.universal_transactions t
    where t.organization_id = v_here and t.smart_code = p_run ->> 'smart_code' and t.transaction_code = p_run ->> 'key'
      and t.transaction_type = 'ORCH_RUN';
    return hera.start_answer('known', '{}', v_known);
  end if;
  if v_subject is not null then
    v_ahead := array(select t.id from public.universal_transactions t
      where t.organization_id = v_here and t.run_subject = v_subject and t.id <> v_id order by t.id);
    if cardinality(v_ahead) >= p_limit and p_policy = 'REJECT' then
      delete from public.universal_transactions t where t.organization_id = v_here and t.id = v_id;
      return hera.start_answer('taken', v_ahead, null);
    elsif cardinality(v_ahead) >= p_limit then
      update public.universal_transactions t
      set transaction_status = 'PENDING', run_due = null, run_owner = null,
        metadata = t.metadata || '{"owner": null, "fence": 0, "claims": 0}'
      where t.organization_id = v_here and t.id = v_id;
    end if;
  end if;
  return hera.start_answer('new', v_ahead, v_id);
end
$$;
alter function hera.start_run owner to hera_writer;
grant execute on function hera.start_run to hera_app;

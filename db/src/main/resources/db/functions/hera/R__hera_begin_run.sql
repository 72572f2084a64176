-- hera.begin_run: begins the transaction in which a run begins, goes on to its first rest, and is written for the first time
-- (hera.write_new_run): {smart_code, key?, subject?, limit?, policy?, attempt_ms, hops}. The key is left out when it is the run's own id, which
-- nobody else has. Answers {outcome, ahead: [ids of the subject's], now, run} as text: new: go on, and be stopped after attempt_ms;
-- known: a run of the orchestration and key is there, run is hera.run_text; taken: as many of the subject are alive as may be (limit)
-- and the policy is REJECT; waits: likewise, and it is hera.start_run that lets it queue.
-- Locks: advisory (key, subject), so that who comes with the same key or at the same subject waits for the end of this transaction.
-- No role is asked: the caller has.
create or replace function hera.begin_run(p_start jsonb)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_code text := p_start ->> 'smart_code';
  v_key text := p_start ->> 'key';
  v_subject text := p_start ->> 'subject';
  v_ahead uuid[] := '{}';
  v_known uuid;
  v_known_key text;
  -- PL/pgSQL evaluates an assignment itself, and runs a statement for a PERFORM, which costs two to three times as much.
  v_done text;
begin
  if v_key is not null then
    v_done := pg_advisory_xact_lock(hera.subject_key(v_here, ' key ' || v_code || ' ' || v_key));
    -- In the order of the key's index: whatever the planner knows of a growing table, any other way costs a sort.
    select t.id, t.transaction_code into v_known, v_known_key from public.universal_transactions t
    where t.organization_id = v_here and t.transaction_type = 'ORCH_RUN' and t.smart_code = v_code and t.transaction_code >= v_key
    order by t.transaction_code
    limit 1;
    if v_known_key = v_key then
      return hera.start_answer('known', '{}', v_known);
    end if;
  end if;
  if v_subject is not null then
    v_done := pg_advisory_xact_lock(hera.subject_key(v_here, v_subject));
    v_ahead := array(select t.id from public.universal_transactions t
      where t.organization_id = v_here and t.run_subject = v_subject order by t.id);
    if cardinality(v_ahead) >= (p_start ->> 'limit')::integer then
      return hera.start_answer(case p_start ->> 'policy' when 'REJECT' then 'taken' else 'waits' end, v_ahead, null);
    end if;
  end if;
  v_done := concat(set_config('statement_timeout', p_start ->> 'attempt_ms', true),
    set_config('idle_in_transaction_session_timeout', p_start ->> 'attempt_ms', true),
    set_config('hera.hops', p_start ->> 'hops', true));
  return json_build_object('outcome', 'new', 'ahead', v_ahead, 'now', clock_timestamp())::text;
end
$$;
alter function hera.begin_run owner to hera_writer;
grant execute on function hera.begin_run to hera_app;

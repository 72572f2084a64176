-- hera.enter_run: begins a transaction of a run for its owner, or for nobody: NULL when another pod has the run, or it has
-- ended (the fence). Whoever is let in holds the run's row until the transaction ends, acts as the one who started the run (hera.hops
-- says after how many events, for hera.tell_change), and is stopped after p_timeout ms. Answers {now, run: hera.run_text} as text, the run as it is under the lock;
-- without run when it is as the caller has it: every write raises seq, and p_seq is the one that he wrote last.
-- Locks: the run's row, before any other.
create or replace function hera.enter_run(p_run_id uuid, p_owner integer, p_fence bigint, p_seq bigint, p_timeout bigint)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_run record;
begin
  perform set_config('statement_timeout', p_timeout::text, true),
    set_config('idle_in_transaction_session_timeout', p_timeout::text, true);
  -- By the primary key alone: with more conditions an index of fewer rows looks cheaper, which has them all of one organization.
  select t.transaction_type, t.transaction_status, t.run_owner, (t.metadata ->> 'fence')::bigint as fence,
    (t.metadata ->> 'seq')::bigint as seq, t.metadata -> 'actor' as actor into v_run
  from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_run_id
  for no key update;
  if (v_run.transaction_type = 'ORCH_RUN' and v_run.run_owner = p_owner and v_run.fence = p_fence) is not true
     or v_run.transaction_status in ('COMPLETED', 'FAILED', 'COMPENSATED', 'CANCELLED', 'TERMINATED') then
    return null;
  end if;
  perform set_config('hera.actor_user_id', v_run.actor ->> 'user_id', true),
    set_config('hera.hops', coalesce(v_run.actor ->> 'hops', '0'), true);
  if v_run.seq = p_seq then
    return json_build_object('now', hera.utc(clock_timestamp()))::text;
  end if;
  return json_build_object('now', hera.utc(clock_timestamp()), 'run', hera.run_text(p_run_id)::json)::text;
end
$$;
drop function if exists hera.enter_run(uuid, integer, bigint, bigint);
alter function hera.enter_run owner to hera_writer;
grant execute on function hera.enter_run to hera_app;

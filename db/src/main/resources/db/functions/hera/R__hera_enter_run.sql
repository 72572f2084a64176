-- hera.enter_run: begins a transaction of a run for its owner, or for nobody: NULL when another pod has the run, or it has
-- ended (the fence). Whoever is let in holds the run's row until the transaction ends, acts as the one who started the run (hera.hops
-- says after how many events, for hera.tell_change), and is stopped after p_timeout ms. Answers {now, run: hera.run_text} as text, the run as it is under the lock;
-- without run when it is as the caller has it: every write raises seq, and p_seq is the one that he wrote last.
-- Locks: the run's row, before any other.
create or replace function hera.enter_run(p_run_id uuid, p_owner integer, p_fence bigint, p_seq bigint, p_timeout bigint)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_type text;
  v_status text;
  v_owner integer;
  v_fence bigint;
  v_seq bigint;
  v_actor jsonb;
  -- PL/pgSQL evaluates an assignment itself, and runs a statement for a PERFORM, which costs two to three times as much.
  v_done text := concat(set_config('statement_timeout', p_timeout::text, true),
    set_config('idle_in_transaction_session_timeout', p_timeout::text, true));
begin
  -- By the primary key alone: with more conditions an index of fewer rows looks cheaper, which has them all of one organization.
  select t.transaction_type, t.transaction_status, t.run_owner, (t.metadata ->> 'fence')::bigint, (t.metadata ->> 'seq')::bigint,
    t.metadata -> 'actor'
  into v_type, v_status, v_owner, v_fence, v_seq, v_actor
  from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_run_id
  for no key update;
  if (v_type = 'ORCH_RUN' and v_owner = p_owner and v_fence = p_fence) is not true
     or v_status in ('COMPLETED', 'FAILED', 'COMPENSATED', 'CANCELLED', 'TERMINATED') then
    return null;
  end if;
  v_done := concat(set_config('hera.actor_user_id', v_actor ->> 'user_id', true),
    set_config('hera.hops', coalesce(v_actor ->> 'hops', '0'), true));
  if v_seq = p_seq then
    return json_build_object('now', clock_timestamp())::text;
  end if;
  return json_build_object('now', clock_timestamp(), 'run', hera.run_text(p_run_id)::json)::text;
end
$$;
drop function if exists hera.enter_run(uuid, integer, bigint, bigint);
alter function hera.enter_run owner to hera_writer;
grant execute on function hera.enter_run to hera_app;

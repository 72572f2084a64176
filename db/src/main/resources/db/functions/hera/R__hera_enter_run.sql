-- hera.enter_run: begins a transaction of a run for its owner, or for nobody: NULL when another pod has the run, or it has
-- ended (the fence). Whoever is let in holds the run's row until the transaction ends, acts as the one who started the run (hera.hops
-- says after how many events, for hera.tell_change), and is stopped after p_timeout ms. Answers {now, run: hera.run_text} as text, the run as it is under the lock.
-- Locks: the run's row, before any other.
create or replace function hera.enter_run(p_run_id uuid, p_owner integer, p_fence bigint, p_timeout bigint)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_actor jsonb;
begin
  perform set_config('statement_timeout', p_timeout::text, true),
    set_config('idle_in_transaction_session_timeout', p_timeout::text, true);
  select t.metadata -> 'actor' into v_actor from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_run_id
    and t.transaction_type = 'ORCH_RUN' and t.run_owner = p_owner and (t.metadata ->> 'fence')::bigint = p_fence
    and t.transaction_status not in ('COMPLETED', 'FAILED', 'COMPENSATED', 'CANCELLED', 'TERMINATED')
  for no key update;
  if not found then
    return null;
  end if;
  perform set_config('hera.actor_user_id', v_actor ->> 'user_id', true),
    set_config('hera.hops', coalesce(v_actor ->> 'hops', '0'), true);
  return json_build_object('now', hera.utc(clock_timestamp()), 'run', hera.run_text(p_run_id)::json)::text;
end
$$;
alter function hera.enter_run owner to hera_writer;
grant execute on function hera.enter_run to hera_app;

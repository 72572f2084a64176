-- hera.lock_run: a run that somebody is about to do something to, as it is under its lock: {now, run: hera.run_text} as text, NULL
-- when the request's organization has none. A transaction of the run that is under way is waited for.
-- Locks: the run's row. No role is asked: the caller has.
create or replace function hera.lock_run(p_run_id uuid)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  perform from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_run_id
    and t.transaction_type || '' = 'ORCH_RUN'
  for no key update;
  if not found then
    return null;
  end if;
  return json_build_object('now', hera.utc(clock_timestamp()), 'run', hera.run_text(p_run_id)::json)::text;
end
$$;
alter function hera.lock_run owner to hera_writer;
grant execute on function hera.lock_run to hera_app;

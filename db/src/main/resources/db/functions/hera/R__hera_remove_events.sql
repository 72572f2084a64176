-- hera.remove_events: removes up to p_limit events of the request's organization that were delivered more than p_days ago; with a run's
-- they go when it is folded (hera.fold_runs), and none does while the setting audit_hold is true. What is DEAD stays until
-- somebody replays it. What an event has started remains known by the run's key.
-- Answers how many it removed, as text. Locks: their rows; what others have locked is passed over.
create or replace function hera.remove_events(p_days integer, p_limit integer)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_before timestamptz := clock_timestamp() - make_interval(days => p_days);
  v_bound uuid := (lpad(to_hex((extract(epoch from v_before) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;
  v_removed integer;
begin
  delete from public.universal_transactions t
  using (
    select e.id from public.universal_transactions e
    where e.organization_id = v_here and e.is_system and e.transaction_type = 'ORCH_EVENT' and e.id < v_bound and e.updated_at < v_before
      and e.transaction_status = 'DELIVERED'
      and not exists (select from public.core_organizations o where o.id = v_here and o.settings -> 'audit_hold' = 'true')
      -- With an offset it stays a look-up for each: as a join it could not use the key, under row-level security.
      and not exists (
        select from public.universal_transactions r
        where r.organization_id = v_here and r.id = (e.metadata ->> 'run_id')::uuid and not r.metadata ? 'folded'
        offset 0)
    order by e.id
    limit p_limit
    for update skip locked
  ) old
  where t.organization_id = v_here and t.id = old.id;
  get diagnostics v_removed = row_count;
  return v_removed::text;
end
$$;
alter function hera.remove_events owner to hera_writer;
grant execute on function hera.remove_events to hera_app;

-- hera.orphaned_runs: runs that are held by a pod that is no more (hera.claim_runs), over all organizations, a hundred at most:
-- [{organization_id, run_id, smart_code, owner, fence}] as text. Whoever finds the same twice, some seconds apart, has found one that
-- nobody takes over. Looked up walking, as there. Reads only; no locks.
create or replace function hera.orphaned_runs()
returns text language plpgsql stable security definer set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  return (
    select coalesce(json_agg(json_build_object('organization_id', o.organization_id, 'run_id', o.id, 'smart_code', o.smart_code,
      'owner', o.run_owner, 'fence', o.metadata -> 'fence')), '[]')::text
    from (
      select t.organization_id, t.id, t.smart_code, t.run_owner, t.metadata from public.universal_transactions t
      where t.run_owner is not null and t.transaction_status in ('RUNNING', 'COMPENSATING', 'CANCELLING') and not exists (
        select from pg_catalog.pg_locks l
        where l.locktype = 'advisory' and l.classid = 77 and l.objsubid = 2 and l.granted and l.objid::bigint = t.run_owner
          and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database()))
      limit 100
    ) o);
end
$$;
alter function hera.orphaned_runs owner to hera_system;
revoke all on function hera.orphaned_runs from public;
grant execute on function hera.orphaned_runs to hera_app;

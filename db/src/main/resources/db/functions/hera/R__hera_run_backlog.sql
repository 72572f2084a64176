-- hera.run_backlog: what waits for a pod, over all organizations: since how many ms the oldest run that is due may be claimed, the oldest
-- event delivered (0 when none waits), and how many runs are held by a pod that is no more (hera.claim_runs). Each is the
-- first entries of a partial index. Reads only; no locks.
create or replace function hera.run_backlog(out claimable_ms bigint, out outbox_ms bigint, out orphans bigint)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  v_now timestamptz := clock_timestamp();
begin
  select coalesce(extract(epoch from v_now - case when t.run_due = '-infinity' then t.updated_at else t.run_due end) * 1000, 0)
  into claimable_ms
  from (select 1) one
  left join lateral (
    select r.run_due, r.updated_at from public.universal_transactions r
    where r.run_due <= v_now and r.transaction_type || '' = 'ORCH_RUN' and r.transaction_status in ('PENDING', 'WAITING')
    order by r.run_due
    limit 1) t on true;
  select coalesce(extract(epoch from v_now - t.created_at) * 1000, 0) into outbox_ms
  from (select 1) one
  left join lateral (
    select e.created_at from public.universal_transactions e
    where e.run_due <= v_now and e.transaction_type || '' = 'ORCH_EVENT' and e.transaction_status = 'PENDING'
    order by e.run_due
    limit 1) t on true;
  select count(*) into orphans
  from public.universal_transactions t
  where t.run_owner is not null and not exists (
    select from pg_catalog.pg_locks l
    where l.locktype = 'advisory' and l.classid = 77 and l.objsubid = 2 and l.granted and l.objid::bigint = t.run_owner
      and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database()));
end
$$;
alter function hera.run_backlog owner to hera_system;
revoke all on function hera.run_backlog from public;
grant execute on function hera.run_backlog to hera_app;

-- hera.touched_since: what changed in these organizations since the place beside each, for those who remember answers. Text:
-- first this moment's place and the database's time in milliseconds; then a line for each organization in which something
-- changed: its id and the ids of what changed, or "*" when that may be anything.
--
-- A place is cluster identifier and xid8, 19 and 20 digits: the oldest transaction that still ran. (By itself xid8 reads
-- leading zeros as octal.) Unlike the feed (hera.read_changes) it does not hold back what stands above that: every entry
-- that is committed is told at once, and again with each question until nothing older runs. Nothing is missed, because
-- whoever commits later stands at or above the place that was given out. One probe of the feed's index for each organization, in one round trip for all that a pod
-- remembers something of; hence hera_system, and hence nothing but ids. More than 1,000 entries are "*". Reads only; no
-- locks.
create or replace function hera.touched_since(p_organization_ids uuid[], p_places text[])
returns text language plpgsql stable security definer set search_path = '' set enable_seqscan = off
set enable_sort = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  c_most constant integer := 1000;
begin
  return lpad(current_setting('hera.cluster_id'), 19, '0') || lpad(pg_snapshot_xmin(pg_current_snapshot())::text, 20, '0')
    || ' ' || floor(extract(epoch from clock_timestamp()) * 1000)::bigint
    || coalesce((
      select string_agg(E'\n' || o.id || ' ' || f.touched, '')
      from unnest(p_organization_ids, p_places) o (id, place)
      cross join lateral (
        select case when count(*) > c_most or bool_or(l.subject_id is null) then '*'
          else string_agg(l.subject_id::text, ' ') end as touched
        from (
          select t.subject_id from public.universal_transactions t
          where t.organization_id = o.id and t.log_xid is not null and t.transaction_type = 'AUDIT'
            and (t.log_cluster, t.log_xid) >= (left(o.place, 19)::bigint, substr(o.place, 20)::numeric::text::xid8)
          order by t.log_cluster, t.log_xid, t.id
          limit c_most + 1) l) f
      where f.touched is not null), '');
end
$$;
alter function hera.touched_since(uuid[], text[]) owner to hera_system;
grant execute on function hera.touched_since(uuid[], text[]) to hera_app;

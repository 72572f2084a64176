-- hera.feed_news: which of these organizations have entries in the change log after the place that a cursor beside each
-- names: their ids as text, comma separated, each with "+" when hera.read_changes shows the entry now, "-" when a
-- transaction that still runs holds it back. One probe of the feed's index each (about 5 us), in one round trip for all
-- organizations that a pod has subscribers of; hence hera_system, and hence nothing but ids. The changes themselves
-- are read per organization under row-level security. Reads only; no locks.
create or replace function hera.feed_news(p_organization_ids uuid[], p_cursors text[])
returns text language plpgsql stable security definer set search_path = '' set enable_seqscan = off
set enable_sort = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_cluster bigint := current_setting('hera.cluster_id')::bigint;
  v_xmin xid8 := pg_snapshot_xmin(pg_current_snapshot());
begin
  return (
    select string_agg(o.id || case when (f.log_cluster, f.log_xid) < (v_cluster, v_xmin) then '+' else '-' end, ',')
    from unnest(p_organization_ids, p_cursors) o (id, after)
    cross join lateral hera.open_place(o.after, null) p
    cross join lateral (
      select t.log_cluster, t.log_xid from public.universal_transactions t
      where t.organization_id = o.id and t.log_xid is not null
        and (t.log_cluster, t.log_xid, t.id) > (p.o_cluster, p.o_xid, p.o_id)
      order by t.log_cluster, t.log_xid, t.id
      limit 1) f);
end
$$;
alter function hera.feed_news(uuid[], text[]) owner to hera_system;
grant execute on function hera.feed_news(uuid[], text[]) to hera_app;

-- hera.read_changes: the change log after p_query.cursor (NULL: from its beginning), at most p_query.limit changes, as
-- lines of text: first the next cursor and "t" when more may follow at once, "f" when this was all; then one item per
-- line: {cursor, id, at, actor_user_id, action, entity_id, entity_type | transaction_id, transaction_type, smart_code,
-- version, reason?, changes}. Filters: entity_type or transaction_type (both: either), and entity_id.
--
-- None skipped, none twice. An entry carries a transaction identifier (xid8) that is its own transaction's or a later
-- one. Identifiers are given out in order, but transactions commit in any; so the feed is not in commit order but in
-- that of (cluster identifier, xid8, id), and it shows only entries below the oldest transaction that still runs (the
-- snapshot's xmin): all below are decided, and whoever commits later stands at or above it, after every cursor that
-- was given out. xmin is read before the entries; a later snapshot shows what is below it all the same. A long
-- transaction anywhere in the cluster holds the feed back and loses nothing.
-- One row's changes are in order, because hera.log_change puts none below a transaction that has ended before it.
-- Entries of another cluster identifier, from before a restore, are decided whatever their xid8; identifiers grow.
-- At the end of the log the cursor names xmin itself, so that a filtered reader does not pass the same entries twice.
--
-- Bounded: it looks at 20,000 entries and stops after p_query.bytes (1 MB) of items. Reads under row-level
-- security; no locks. Refuses: ZH015 a cursor that was not given out here.
create or replace function hera.read_changes(p_query jsonb)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' set enable_seqscan = off
set enable_sort = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan as $$
declare
  c_looks constant integer := 20000;
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_cluster bigint := current_setting('hera.cluster_id')::bigint;
  v_xmin xid8 := pg_snapshot_xmin(pg_current_snapshot());
  v_key bytea := hera.feed_key();
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_bytes integer := coalesce((p_query ->> 'bytes')::integer, 1048576);
  v_after record;
  v_entry public.universal_transactions;
  v_subject text;
  v_items text[] := '{}';
  v_looks integer := 0;
  v_more boolean;
  v_cursor text;
begin
  select * into v_after from hera.open_place(p_query ->> 'cursor', v_key);
  for v_entry in
    select * from public.universal_transactions t
    where t.organization_id = v_organization_id and t.log_xid is not null
      and (t.log_cluster, t.log_xid, t.id) > (v_after.o_cluster, v_after.o_xid, v_after.o_id)
      and (t.log_cluster, t.log_xid) < (v_cluster, v_xmin)
    order by t.log_cluster, t.log_xid, t.id
    limit c_looks
  loop
    v_looks := v_looks + 1;
    v_subject := hera.wanted_subject(p_query, v_entry);
    if v_subject is not null then
      v_cursor := hera.seal_place(v_entry.log_cluster, v_entry.log_xid, v_entry.id, v_key);
      v_items := v_items || hera.change_item(v_cursor, v_entry, v_subject);
      v_bytes := v_bytes - octet_length(v_items[cardinality(v_items)]);
    end if;
    exit when cardinality(v_items) = v_limit or v_bytes <= 0;
  end loop;

  v_more := v_looks = c_looks or cardinality(v_items) = v_limit or v_bytes <= 0;
  v_cursor := case
    when v_more then hera.seal_place(v_entry.log_cluster, v_entry.log_xid, v_entry.id, v_key)
    when (v_after.o_cluster, v_after.o_xid) < (v_cluster, v_xmin) then
      hera.seal_place(v_cluster, v_xmin, '00000000-0000-0000-0000-000000000000', v_key)
    else hera.seal_place(v_after.o_cluster, v_after.o_xid, v_after.o_id, v_key) end;
  return v_cursor || ' ' || left(v_more::text, 1) || E'\n' || array_to_string(v_items, E'\n');
end
$$;
grant execute on function hera.read_changes(jsonb) to hera_app;

-- hera.list_transactions: a page of transactions as JSON members in text: "data":[…],"count":n and, when there is more,
-- "next_cursor"; "total" when asked for. p_query: transaction_id, transaction_type, transaction_status, transaction_number,
-- transaction_code, source_entity_id, target_entity_id, smart_code, posting_status, branch_id, reversal_of_id, date_from,
-- date_to, q, include_lines (true), include_dynamic, include_relationships, include_audit_fields, include_deleted,
-- include_total, limit (100), offset, cursor, order [[column, asc|desc], …]. The statement is put together from what was
-- asked and planned with its values; identifiers come from fixed lists, values are quoted. Runs as the caller under
-- row-level security; reads only. Refuses: ZH009 an unknown order column, ZH015 a foreign cursor.
create or replace function hera.list_transactions(p_query jsonb)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_where text := hera.transaction_conditions(p_query);
  v_order hera.sort_key[] := hera.transaction_order(p_query -> 'order');
  v_items text;
  v_rows integer;
  v_next jsonb;
  v_total bigint;
begin
  execute format(
    'select string_agg(p.item, '','') filter (where p.place <= %1$s), least(count(*), %1$s),
       case when count(*) > %1$s then (array_agg(p.keys) filter (where p.place = %1$s))[1] end
     from (
       select i.item, i.keys, row_number() over () as place
       from (
         select hera.transaction_item(t, %2$L, %3$L, %4$L, %5$L) as item, jsonb_build_array(%6$s) as keys
         from public.universal_transactions t
         where %7$s and %8$s
         order by %9$s
         limit %1$s + 1 offset %10$s
       ) i
     ) p',
    v_limit, coalesce((p_query ->> 'include_lines')::boolean, true),
    coalesce((p_query ->> 'include_dynamic')::boolean, false),
    coalesce((p_query ->> 'include_relationships')::boolean, false),
    coalesce((p_query ->> 'include_audit_fields')::boolean, false),
    (select string_agg(k.expression, ', ') from unnest(v_order) k), v_where,
    hera.keyset_condition(v_order, hera.open_cursor(p_query)),
    (select string_agg(k.expression || case when k.descending then ' desc' else '' end, ', ') from unnest(v_order) k),
    coalesce((p_query ->> 'offset')::integer, 0))
  into v_items, v_rows, v_next;
  if (p_query ->> 'include_total')::boolean then
    execute format('select count(*) from public.universal_transactions t where %s', v_where) into v_total;
  end if;
  return hera.page_text(p_query, v_items, v_rows, v_next, v_total);
end
$$;
grant execute on function hera.list_transactions to hera_app;

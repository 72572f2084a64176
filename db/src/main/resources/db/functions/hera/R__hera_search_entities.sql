-- hera.search_entities: the general form of hera.list_entities: any filter, order, cursor or offset. The statement is
-- put together from what was asked and planned with its values; identifiers come from fixed lists, values are bound.
create or replace function hera.search_entities(p_query jsonb)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
declare
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_offset integer := coalesce((p_query ->> 'offset')::integer, 0);
  v_where text := hera.entity_conditions(p_query);
  v_order hera.sort_key[] := hera.entity_order(p_query -> 'order');
  v_after text := hera.keyset_condition(v_order, hera.open_cursor(p_query));
  v_items text[];
  v_last jsonb;
  v_total bigint;
begin
  execute format(
    'select array_agg(p.item), (array_agg(p.keys))[%s]
     from (
       select hera.entity_item(e, %L, %L, %L) as item, jsonb_build_array(%s) as keys
       from public.core_entities e
       where %s and %s
       order by %s
       limit %s offset %s
     ) p',
    v_limit, coalesce((p_query ->> 'include_dynamic')::boolean, true),
    coalesce((p_query ->> 'include_relationships')::boolean, false),
    coalesce((p_query ->> 'include_audit_fields')::boolean, false),
    (select string_agg(k.expression, ', ') from unnest(v_order) k), v_where, v_after,
    (select string_agg(k.expression || case when k.descending then ' desc' else '' end, ', ') from unnest(v_order) k),
    v_limit + 1, v_offset)
  into v_items, v_last;
  if (p_query ->> 'include_total')::boolean then
    execute format('select count(*) from public.core_entities e where %s', v_where) into v_total;
  end if;
  return hera.page_members(p_query, v_items, v_limit, v_last, v_total);
end
$$;
grant execute on function hera.search_entities to hera_app;

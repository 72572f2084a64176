-- hera.list_entities: a page of entities as JSON members in text: "data":[…],"count":n and, when there is more,
-- "next_cursor"; "total" when asked for. Text, because casting the finished answer to json would cost a third of it.
-- p_query: entity_type, entity_id, entity_code, status, smart_code, parent_entity_id, q, include_dynamic (true),
-- include_relationships, include_audit_fields, include_deleted, include_total, limit (100), offset, cursor,
-- order [[column, asc|desc], …]. Kinds that HERA keeps for itself show only where they are named (hera.entity_conditions). Runs as the caller under row-level security; reads only.
-- Refuses: ZH009 an unknown order column, ZH015 a cursor of another organization or filter.
create or replace function hera.list_entities(p_query jsonb)
returns text language plpgsql stable
set search_path = '' set timezone = 'UTC' set plan_cache_mode = force_generic_plan set enable_seqscan = off
-- Where no statistics tell how many of a type there are, all of them would be read and sorted.
set enable_sort = off set enable_bitmapscan = off as $$
declare
  c_no_filter constant text[] := array['entity_type', 'status', 'include_dynamic', 'include_audit_fields', 'limit',
    'include_relationships'];
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_dynamic boolean := coalesce((p_query ->> 'include_dynamic')::boolean, true);
  v_relationships boolean := coalesce((p_query ->> 'include_relationships')::boolean, false);
  v_audit boolean := coalesce((p_query ->> 'include_audit_fields')::boolean, false);
  v_type text := p_query ->> 'entity_type';
  v_status text := p_query ->> 'status';
  v_items text;
  v_rows integer;
  v_next uuid;
begin
  if v_type is null or v_status <> 'active' or p_query - c_no_filter <> '{}' then
    return hera.search_entities(p_query);
  end if;

  -- What most callers ask: one type, newest first. Static, so that its plan is kept; items are joined as they come.
  select p.items, p.rows, case when exists (
      select from public.core_entities e
      where e.organization_id = v_organization_id and e.entity_type = v_type and e.deleted_at is null
        and (v_status is null or e.status = v_status) and e.id < p.last_id) then p.last_id end
  into v_items, v_rows, v_next
  from (
    select string_agg(i.item, ',') as items, count(*) as rows, (array_agg(i.id))[v_limit] as last_id
    from (
      select e.id, hera.entity_item(e, v_dynamic, v_relationships, v_audit) as item
      from public.core_entities e
      where e.organization_id = v_organization_id and e.entity_type = v_type and e.deleted_at is null
        and (v_status is null or e.status = v_status)
      order by e.id desc
      limit v_limit
    ) i
  ) p;
  return hera.page_text(p_query, v_items, v_rows, case when v_next is not null then jsonb_build_array(v_next) end, null);
end
$$;
grant execute on function hera.list_entities to hera_app;

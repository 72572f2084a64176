-- hera.refuse_missing_entities: every entity that a transaction or its lines name exists and is not deleted. ZH008 whose
-- DETAIL names field and id. The foreign keys lock them when they are written; this look-up takes no locks. One plan for all
-- arrays of ids: planning for each anew cost three times the look-up.
create or replace function hera.refuse_missing_entities(
  p_organization_id uuid, p_source uuid, p_target uuid, p_lines jsonb[]
) returns void language plpgsql stable set search_path = '' set enable_seqscan = off
set plan_cache_mode = force_generic_plan as $$
declare
  v_named uuid[];
  v_found uuid[];
  v_missing record;
begin
  select array_agg(distinct n.id) into v_named
  from (
    values (p_source), (p_target)
    union all
    select (l.value ->> 'entity_id')::uuid from unnest(p_lines) l (value)
  ) n (id)
  where n.id is not null;
  if v_named is null then
    return;
  end if;
  select array_agg(e.id) into v_found from public.core_entities e
  where e.organization_id = p_organization_id and e.id = any (v_named) and e.deleted_at is null;
  if cardinality(v_found) = cardinality(v_named) then
    return;
  end if;
  select n.field, n.id into v_missing
  from (
    values ('source_entity_id', p_source, -2), ('target_entity_id', p_target, -1)
    union all
    select format('lines.%s.entity_id', l.position - 1), (l.value ->> 'entity_id')::uuid, l.position
    from unnest(p_lines) with ordinality l (value, position)
  ) n (field, id, position)
  where n.id is not null and n.id <> all (coalesce(v_found, '{}'))
  order by n.position limit 1;
  raise exception using errcode = 'ZH008',
    message = format('HERA_FK_VIOLATION: %s names an entity that does not exist or is deleted', v_missing.field),
    detail = json_build_object('field', v_missing.field, 'id', v_missing.id)::text;
end
$$;

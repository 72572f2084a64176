-- hera.read_bundles: READ of hera_entities_crud_v1. With an entity_id one entity, {success, action, entity_id, entity,
-- dynamic_data, relationships, data}; otherwise a list by the filters in p_entity, {success, action, items, data: {list},
-- count}, in which list_mode HEADERS leaves out fields and relationships. Reads only. Refuses: ZH005, ZH009, ZH015.
create or replace function hera.read_bundles(p_organization_id uuid, p_entity jsonb, p_options jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_id uuid := coalesce(p_entity ->> 'entity_id', p_entity ->> 'id')::uuid;
  v_mode text := upper(coalesce(p_options ->> 'list_mode', 'FULL'));
  v_full boolean := v_mode = 'FULL' or v_id is not null;
  v_dynamic boolean := v_full and coalesce((p_options ->> 'include_dynamic')::boolean, true);
  v_relationships boolean := v_full and coalesce((p_options ->> 'include_relationships')::boolean, v_id is not null);
  v_deleted boolean := coalesce((p_options ->> 'include_deleted')::boolean, false);
  v_answer jsonb;
begin
  if v_mode not in ('HEADERS', 'FULL') then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: list_mode must be HEADERS or FULL',
      detail = '{"field": "p_options.list_mode"}';
  end if;
  if v_id is not null then
    -- One entity has no next page: whatever stands here was not given out for it.
    perform hera.open_cursor(jsonb_build_object('entity_id', v_id, 'cursor', p_options -> 'cursor'));
    v_answer := hera.entity_bundle(p_organization_id, v_id, v_dynamic, v_relationships, v_deleted);
    if v_answer is null then
      raise exception using errcode = 'ZH005', message = 'HERA_ENTITY_NOT_FOUND: there is no such entity';
    end if;
    return jsonb_build_object('success', true, 'action', 'READ', 'entity_id', v_id, 'data', v_answer) || v_answer;
  end if;

  v_answer := hera.read_entities(p_entity,
    coalesce(p_options, '{}') || jsonb_build_object('include_dynamic', v_dynamic, 'include_relationships', v_relationships));
  return (v_answer - 'data') || jsonb_build_object('action', 'READ', 'items', v_answer -> 'data', 'data',
    jsonb_build_object('list', coalesce((
      select jsonb_agg(hera.entity_bundle(p_organization_id, (i.value ->> 'id')::uuid, v_dynamic, v_relationships, true)
        order by i.position)
      from jsonb_array_elements(v_answer -> 'data') with ordinality i (value, position)), '[]')));
end
$$;

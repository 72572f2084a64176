-- hera.write_bundle: CREATE, UPDATE and DELETE of hera_entities_crud_v1, after the caller was let in. Answers {success,
-- action, entity_id, version, message} with the entity as it now stands (hera.entity_bundle), both bare and under data; a
-- deletion answers mode and counts instead. Locks and refusals: hera.create_entity, hera.update_entity,
-- hera.delete_or_fall_back; ZH010 for a smart code that the database refuses.
create or replace function hera.write_bundle(
  p_action text, p_organization_id uuid, p_role text, p_entity jsonb, p_dynamic jsonb, p_relationships jsonb, p_options jsonb
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_id uuid := coalesce(p_entity ->> 'entity_id', p_entity ->> 'id')::uuid;
  v_type text := coalesce(p_entity ->> 'entity_type', (
    select e.entity_type from public.core_entities e where e.organization_id = p_organization_id and e.id = v_id));
  v_list jsonb;
  v_answer jsonb;
  v_domain text;
begin
  if p_action = 'DELETE' then
    return jsonb_build_object('action', p_action) || hera.delete_or_fall_back(p_organization_id, p_role, v_id, p_options);
  end if;
  v_list := hera.relationship_list(p_relationships, v_id::text, v_type, p_options -> 'relationship_smart_code_map');
  if p_action = 'CREATE' then
    perform hera.refuse_uncoded_fields(p_organization_id, null, null, p_dynamic);
  end if;
  v_answer := case p_action
    when 'CREATE' then hera.create_entity(p_organization_id, p_role, p_entity, p_dynamic, coalesce(v_list, '[]'))
    else hera.update_entity(p_organization_id, p_role, p_entity, p_dynamic, v_list,
      hera.replaced_types(p_relationships, p_options), p_options)
  end;
  v_answer := jsonb_build_object('action', p_action) || v_answer;
  v_list := hera.entity_bundle(p_organization_id, (v_answer ->> 'entity_id')::uuid, true, true, false);
  return v_answer || v_list || jsonb_build_object('data', v_list);
exception
  when check_violation then
    get stacked diagnostics v_domain = pg_datatype_name;
    if v_domain = 'smart_code' then
      raise exception using errcode = 'ZH010', message = 'HERA_SMARTCODE_INVALID: a smart code is malformed',
        hint = 'HERA.{INDUSTRY}.{two to eight segments}.V{n}', detail = '{"field": "smart_code"}';
    end if;
    raise;
end
$$;

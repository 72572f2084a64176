-- hera.import_resolve: an imported line's operation with its references (parent, relationship targets) turned into the
-- ids that those entities have here. Answers {operation, later}: what points to a line that is not written yet is taken
-- out of the operation and kept in later, {parent_entity_id, relationships}, for hera.import_references.
create or replace function hera.import_resolve(p_operation jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_parent uuid := p_operation #>> '{entity,parent_entity_id}';
  v_later jsonb := '{}';
  v_now jsonb := '[]';
  v_waiting jsonb := '[]';
  v_relationship jsonb;
  v_target uuid;
begin
  if v_parent is not null then
    v_target := hera.import_target(v_parent);
    if v_target is null then
      v_later := jsonb_build_object('parent_entity_id', v_parent);
      p_operation := p_operation #- '{entity,parent_entity_id}';
    else
      p_operation := jsonb_set(p_operation, '{entity,parent_entity_id}', to_jsonb(v_target));
    end if;
  end if;
  for v_relationship in select n.value from jsonb_array_elements(coalesce(p_operation -> 'relationships', '[]')) n loop
    v_target := hera.import_target((v_relationship ->> 'to_entity_id')::uuid);
    if v_target is null then
      v_waiting := v_waiting || v_relationship;
    else
      v_now := v_now || (v_relationship || jsonb_build_object('to_entity_id', v_target));
    end if;
  end loop;
  if v_waiting <> '[]' then
    v_later := v_later || jsonb_build_object('relationships', v_waiting);
  end if;
  if p_operation ? 'relationships' then
    p_operation := p_operation || jsonb_build_object('relationships', v_now);
  end if;
  return jsonb_build_object('operation', p_operation, 'later', v_later);
end
$$;

-- hera.import_reference: sets the parent and adds the relationships of one imported entity that had to wait for lines
-- further down. Refuses: ZH008 when such a line was refused itself; otherwise as hera.update_entity.
create or replace function hera.import_reference(p_entity_id uuid, p_later jsonb)
returns void language plpgsql volatile set search_path = '' as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_role text;
  v_resolved jsonb;
begin
  v_role := hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'staff');
  v_resolved := hera.import_resolve(jsonb_strip_nulls(jsonb_build_object(
    'entity', jsonb_build_object('parent_entity_id', p_later -> 'parent_entity_id'),
    'relationships', p_later -> 'relationships')));
  if v_resolved -> 'later' <> '{}' then
    raise exception using errcode = 'ZH008',
      message = 'HERA_FK_VIOLATION: the line that this one points to was not imported',
      detail = jsonb_build_object('field', case when v_resolved -> 'later' ? 'parent_entity_id' then 'parent_entity_id'
        else 'relationships' end)::text;
  end if;
  perform hera.update_entity(v_organization_id, v_role,
    (v_resolved #> '{operation,entity}') || jsonb_build_object('entity_id', p_entity_id), null,
    v_resolved #> '{operation,relationships}', '{}', '{}');
end
$$;

-- hera.refuse_missing_references: every entity that a write points to must exist in this organization and not be
-- deleted: the parent and the targets of relationships. ZH008, whose DETAIL names field and id. The foreign keys lock
-- the rows when they are written; this look-up takes no locks.
create or replace function hera.refuse_missing_references(
  p_organization_id uuid, p_parent_entity_id uuid, p_relationships jsonb
) returns void language plpgsql stable set search_path = '' as $$
declare
  v_field text;
  v_id uuid;
begin
  select n.field, n.id into v_field, v_id
  from (
    select 'relationships.' || (r.position - 1) || '.to_entity_id' as field, (r.value ->> 'to_entity_id')::uuid as id
    from jsonb_array_elements(p_relationships) with ordinality r (value, position)
    union all
    select 'parent_entity_id', p_parent_entity_id where p_parent_entity_id is not null
  ) n
  where not exists (
    select from public.core_entities e
    where e.organization_id = p_organization_id and e.id = n.id and e.deleted_at is null)
  limit 1;
  if found then
    raise exception using errcode = 'ZH008',
      message = format('HERA_FK_VIOLATION: %s names an entity that does not exist or is deleted', v_field),
      detail = json_build_object('field', v_field, 'id', v_id)::text;
  end if;
end
$$;

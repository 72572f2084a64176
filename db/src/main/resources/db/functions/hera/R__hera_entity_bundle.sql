-- hera.entity_bundle: an entity as hera_entities_crud_v1 answers it: {entity} with its core columns, and, when asked for,
-- {dynamic_data: [rows]} and {relationships: […]}. NULL when there is none, or only a deleted one and p_deleted is false.
-- Runs under the caller's row-level security; reads only.
create or replace function hera.entity_bundle(
  p_organization_id uuid, p_entity_id uuid, p_dynamic boolean, p_relationships boolean, p_deleted boolean
) returns jsonb language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
declare
  v_bundle jsonb;
begin
  select jsonb_build_object('entity', hera.entity_item(e, false, false, true)::jsonb) into v_bundle
  from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_entity_id and (p_deleted or e.deleted_at is null);
  if v_bundle is null then
    return null;
  end if;
  if p_dynamic then
    v_bundle := v_bundle || jsonb_build_object('dynamic_data', coalesce((
      select jsonb_agg(hera.field_row(d) order by d.field_name collate "C")
      from public.core_dynamic_data d
      where d.organization_id = p_organization_id and d.entity_id = p_entity_id), '[]'));
  end if;
  if p_relationships then
    v_bundle := v_bundle || jsonb_build_object('relationships', hera.relationships_of(p_organization_id, p_entity_id)::jsonb);
  end if;
  return v_bundle;
end
$$;

-- hera.set_relationships: changes an entity's outgoing relationships. Those given are added or renewed; of the types in
-- p_replaced_types (NULL: of all types) those not given are taken away. MEMBER_OF is never touched. Answers what changed
-- (hera.changed_relationships). The entity is locked by the caller. Locks: the relationship rows and,
-- by foreign key, the targets.
create or replace function hera.set_relationships(
  p_organization_id uuid, p_entity_id uuid, p_relationships jsonb, p_replaced_types text[]
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_old public.core_relationships[] := array(
    select r from public.core_relationships r where r.organization_id = p_organization_id and r.from_entity_id = p_entity_id);
begin
  delete from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_entity_id
    and (p_replaced_types is null or r.relationship_type = any (p_replaced_types))
    and r.relationship_type <> 'MEMBER_OF'
    and not exists (
      select from jsonb_array_elements(p_relationships) n
      where (n.value ->> 'to_entity_id')::uuid = r.to_entity_id
        and upper(n.value ->> 'relationship_type') = r.relationship_type);
  perform hera.insert_relationships(p_organization_id, p_entity_id, p_relationships);
  return hera.changed_relationships(v_old, array(
    select r from public.core_relationships r where r.organization_id = p_organization_id and r.from_entity_id = p_entity_id));
end
$$;

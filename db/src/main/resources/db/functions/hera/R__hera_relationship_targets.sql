-- hera.relationship_targets: an entity's outgoing relationships that have not ended, as {TYPE: [target id, …]}, for comparing. No locks.
create or replace function hera.relationship_targets(p_organization_id uuid, p_entity_id uuid)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  return coalesce((
    select jsonb_object_agg(t.relationship_type, t.targets)
    from (
      select r.relationship_type, jsonb_agg(r.to_entity_id order by r.to_entity_id) as targets
      from public.core_relationships r
      where r.organization_id = p_organization_id and r.from_entity_id = p_entity_id
        and (r.expiration_date is null or r.expiration_date > now())
      group by r.relationship_type
    ) t), '{}');
end
$$;

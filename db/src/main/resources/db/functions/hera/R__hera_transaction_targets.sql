-- hera.transaction_targets: to which entities a transaction points, by type of relationship: {TYPE: [ids]}. No locks.
create or replace function hera.transaction_targets(p_organization_id uuid, p_transaction_id uuid)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  return coalesce((
    select jsonb_object_agg(t.relationship_type, t.ids)
    from (
      select r.relationship_type::text, jsonb_agg(r.to_entity_id order by r.to_entity_id) as ids
      from public.core_relationships r
      where r.organization_id = p_organization_id and r.from_transaction_id = p_transaction_id
      group by r.relationship_type
    ) t), '{}');
end
$$;

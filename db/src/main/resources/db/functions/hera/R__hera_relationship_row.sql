-- hera.relationship_row: a relationship as the v2 callers read it, with where it starts. No locks.
create or replace function hera.relationship_row(p_relationship public.core_relationships)
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return jsonb_build_object('id', p_relationship.id, 'from_entity_id', p_relationship.from_entity_id,
    'to_entity_id', p_relationship.to_entity_id, 'relationship_type', p_relationship.relationship_type,
    'smart_code', p_relationship.smart_code, 'relationship_data', p_relationship.relationship_data,
    'effective_date', hera.utc(p_relationship.effective_date),
    'expiration_date', hera.utc(p_relationship.expiration_date), 'created_at', hera.utc(p_relationship.created_at),
    'updated_at', hera.utc(p_relationship.updated_at), 'created_by', p_relationship.created_by,
    'updated_by', p_relationship.updated_by);
end
$$;
grant execute on function hera.relationship_row to hera_app;

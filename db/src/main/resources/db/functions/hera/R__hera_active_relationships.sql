-- hera.relationships_of: an entity's outgoing relationships that are in force, as a JSON array in text. Named so that it
-- is created before hera.entity_item, whose body is bound early. No locks.
create or replace function hera.relationships_of(p_organization_id uuid, p_entity_id uuid)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
begin
  return coalesce((
    select json_agg(json_build_object('id', r.id, 'relationship_type', r.relationship_type, 'to_entity_id', r.to_entity_id,
        'smart_code', r.smart_code, 'relationship_data', r.relationship_data, 'effective_date', hera.utc(r.effective_date),
        'expiration_date', hera.utc(r.expiration_date)) order by r.relationship_type, r.id)::text
    from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_entity_id = p_entity_id
      and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())), '[]');
end
$$;
grant execute on function hera.relationships_of to hera_app;

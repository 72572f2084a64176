-- hera.relationships_of_transaction: a transaction's relationships that are in force, as a JSON array in text. No locks.
create or replace function hera.relationships_of_transaction(p_organization_id uuid, p_transaction_id uuid)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
begin
  return coalesce((
    select json_agg(json_build_object('id', r.id, 'relationship_type', r.relationship_type, 'to_entity_id', r.to_entity_id,
        'smart_code', r.smart_code, 'relationship_data', r.relationship_data, 'effective_date', hera.utc(r.effective_date),
        'expiration_date', hera.utc(r.expiration_date)) order by r.relationship_type, r.id)::text
    from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_transaction_id = p_transaction_id
      and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())), '[]');
end
$$;
grant execute on function hera.relationships_of_transaction to hera_app;

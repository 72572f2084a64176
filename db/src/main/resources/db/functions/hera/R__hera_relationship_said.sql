-- hera.relationship_said: what a relationship says beside its type and its target; NULL for none. No locks.
create or replace function hera.relationship_said(p_relationship public.core_relationships)
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return case when p_relationship.id is not null then jsonb_build_object('id', p_relationship.id,
    'smart_code', p_relationship.smart_code, 'relationship_data', p_relationship.relationship_data,
    'effective_date', hera.utc(p_relationship.effective_date), 'expiration_date', hera.utc(p_relationship.expiration_date)) end;
end
$$;

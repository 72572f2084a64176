-- hera.relationship_types: the types that occur in a list of relationships, upper case. Immutable, no locks.
create or replace function hera.relationship_types(p_relationships jsonb)
returns text[] language plpgsql immutable set search_path = '' as $$
begin
  return array(select distinct upper(r.value ->> 'relationship_type') from jsonb_array_elements(p_relationships) r);
end
$$;

-- hera.distinct_relationships: of relationships with the same type and target the last one given. Immutable, no locks.
create or replace function hera.distinct_relationships(p_relationships jsonb)
returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return coalesce((
    select jsonb_agg(d.value order by d.position)
    from (
      select distinct on (r.value ->> 'to_entity_id', upper(r.value ->> 'relationship_type')) r.value, r.position
      from jsonb_array_elements(p_relationships) with ordinality r (value, position)
      order by r.value ->> 'to_entity_id', upper(r.value ->> 'relationship_type'), r.position desc
    ) d), '[]');
end
$$;

-- hera.insert_relationships: gives an entity relationships [{to_entity_id, relationship_type, smart_code,
-- relationship_data, effective_date, expiration_date}]; one that is there already takes the new data. Locks: the rows
-- and, by foreign key, both entities.
create or replace function hera.insert_relationships(p_organization_id uuid, p_entity_id uuid, p_relationships jsonb)
returns void language plpgsql volatile
set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
begin
  insert into public.core_relationships as r
    (organization_id, from_entity_id, to_entity_id, relationship_type, smart_code, relationship_data, effective_date,
     expiration_date)
  select distinct on (to_entity_id, kind) p_organization_id, p_entity_id, to_entity_id, kind, n.value ->> 'smart_code',
    coalesce(nullif(n.value -> 'relationship_data', 'null'), '{}'),
    coalesce((n.value ->> 'effective_date')::timestamptz, now()), (n.value ->> 'expiration_date')::timestamptz
  from jsonb_array_elements(p_relationships) with ordinality n (value, position),
    lateral (select (n.value ->> 'to_entity_id')::uuid as to_entity_id, upper(n.value ->> 'relationship_type') as kind) k
  order by to_entity_id, kind, n.position desc
  on conflict (organization_id, from_entity_id, relationship_type, to_entity_id) where from_entity_id is not null
  do update set smart_code = excluded.smart_code, relationship_data = excluded.relationship_data,
    effective_date = excluded.effective_date, expiration_date = excluded.expiration_date, updated_at = now(),
    updated_by = excluded.created_by;
end
$$;

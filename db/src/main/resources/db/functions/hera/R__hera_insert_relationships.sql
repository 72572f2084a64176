-- hera.insert_relationships: gives an entity relationships [{to_entity_id, relationship_type, smart_code,
-- relationship_data, effective_date, expiration_date}]; one that is there already takes the new data, and one that is so
-- already is left alone. Without effective_date one begins now, and one that is in force goes on. Locks: the rows
-- and, by foreign key, both entities. Targets are looked up one by one: the planner cannot know how few they are, and
-- would rather hash every entity there is. Refuses: ZH008 when a target does not exist or is deleted.
create or replace function hera.insert_relationships(p_organization_id uuid, p_entity_id uuid, p_relationships jsonb)
returns void language plpgsql volatile
set search_path = '' set timezone = 'UTC' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_written integer;
begin
  if jsonb_array_length(p_relationships) > 1 then
    p_relationships := hera.distinct_relationships(p_relationships);
  end if;
  insert into public.core_relationships as r
    (organization_id, from_entity_id, to_entity_id, relationship_type, smart_code, relationship_data, effective_date,
     expiration_date)
  select p_organization_id, p_entity_id, t.id, upper(n.value ->> 'relationship_type'), n.value ->> 'smart_code',
    coalesce(nullif(n.value -> 'relationship_data', 'null'), '{}'),
    coalesce((n.value ->> 'effective_date')::timestamptz, now()), (n.value ->> 'expiration_date')::timestamptz
  from jsonb_array_elements(p_relationships) n
  -- With a limit it cannot become a join, for which all entities of the organization would be gathered first.
  cross join lateral (
    select e.id from public.core_entities e
    where e.organization_id = p_organization_id and e.id = (n.value ->> 'to_entity_id')::uuid and e.deleted_at is null
    limit 1
  ) t
  on conflict (organization_id, from_entity_id, relationship_type, to_entity_id) where from_entity_id is not null
  do update set smart_code = excluded.smart_code, relationship_data = excluded.relationship_data,
    effective_date = case when excluded.effective_date = now() and (r.expiration_date is null or r.expiration_date > now())
      then r.effective_date else excluded.effective_date end,
    expiration_date = excluded.expiration_date, updated_at = now(), updated_by = excluded.created_by
  where (r.smart_code::text, r.relationship_data::text, r.expiration_date) is distinct from
      (excluded.smart_code::text, excluded.relationship_data::text, excluded.expiration_date)
    or excluded.effective_date not in (now(), r.effective_date);
  get diagnostics v_written = row_count;
  if v_written < jsonb_array_length(p_relationships) then
    perform hera.refuse_missing_references(p_organization_id, null, p_relationships);
  end if;
end
$$;

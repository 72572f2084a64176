-- hera.changes_of_removal: what a removed entity held as changes into nothing, [{path, from, to: null}]: its columns, its
-- fields and its outgoing relationships by type. What points to it is a change of others. Immutable, no locks.
create or replace function hera.changes_of_removal(p_removed jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', c.path, 'from', c.value, 'to', null) order by c.part, c.path collate "C")
    from (
      select 1 as part, k.key as path, k.value from jsonb_each(p_removed -> 'entity') k
      where k.key not in ('organization_id', 'id', 'version', 'created_at', 'updated_at', 'created_by', 'updated_by',
        'dynamic_snapshot')
      union all
      select 2, 'dynamic.' || f.field_name, hera.field_value(f)
      from jsonb_populate_recordset(null::hera.field, p_removed -> 'dynamic') f
      union all
      select 3, 'relationships.' || (r.value ->> 'relationship_type'), jsonb_agg(r.value -> 'to_entity_id')
      from jsonb_array_elements(p_removed -> 'relationships') r
      where r.value ->> 'from_entity_id' = p_removed #>> '{entity,id}'
      group by 2
    ) c
    where c.value <> 'null' and (c.part > 1 or c.value <> '{}')), '[]');
end
$$;

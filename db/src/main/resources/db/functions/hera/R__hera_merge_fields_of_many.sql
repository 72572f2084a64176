-- hera.merge_fields_of_many: changes the dynamic fields of many entities as hera.merge_fields does those of one: p_ids and p_operations
-- ({dynamic}) belong together. A field that already is as given is left alone. Answers {entity_id: what changed} for the
-- entities of which a row was written (hera.changed_fields). The entities are locked by the caller. Locks: the field rows.
-- Nothing here is left to statistics, of which a new database has none: what is stored is looked up entity by entity, compared in a
-- hash, and written by its own ids. A join with the table would take it for a few pages and read all of them for each field.
create or replace function hera.merge_fields_of_many(p_organization_id uuid, p_ids uuid[], p_operations jsonb[])
returns jsonb language plpgsql volatile
set search_path = '' set enable_seqscan = off set enable_hashjoin = on set enable_nestloop = off set enable_mergejoin = off as $$
declare
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
  v_changes jsonb;
begin
  with given as materialized (
    select g.id as entity_id, f.field_name, f as field, false as removed
    from unnest(p_ids, p_operations) g (id, operation),
      unnest(hera.read_fields(nullif(g.operation -> 'dynamic', 'null'))) f
    union all
    select g.id, d.key, null, true
    from unnest(p_ids, p_operations) g (id, operation), jsonb_each(nullif(g.operation -> 'dynamic', 'null')) d
    where d.value = 'null'
  ), stored as materialized (
    select d.id, i.id as entity_id, d.field_name, d.field
    from unnest(p_ids) i (id) cross join lateral (
      select d.id, d.field_name::text as field_name, row(d.field_name, d.field_type, d.field_value_text, d.field_value_number,
        d.field_value_boolean, d.field_value_date, d.field_value_json, d.smart_code)::hera.field as field
      from public.core_dynamic_data d
      where d.organization_id = p_organization_id and d.entity_id = i.id
      offset 0
    ) d
  ), changed as materialized (
    select n.entity_id, n.field_name, n.removed, s.id, s.field as old, n.field as new,
      coalesce((n.field).smart_code, (s.field).smart_code) as smart_code
    from given n left join stored s on s.entity_id = n.entity_id and s.field_name = n.field_name
    where case when n.removed or s.id is null then n.removed <> (s.id is null)
      -- As texts: those of numbers and JSON tell 25.0 from 25.00, which are equal and still not the same (D10).
      else s.field::text <> hera.coded(n.field, (s.field).smart_code)::text end
  ), gone as (
    delete from public.core_dynamic_data d
    where d.organization_id = p_organization_id and d.id = any (array(select c.id from changed c where c.removed))
  ), revised as (
    update public.core_dynamic_data d
    set field_type = (c.new).field_type, field_value_text = (c.new).field_value_text,
      field_value_number = (c.new).field_value_number, field_value_boolean = (c.new).field_value_boolean,
      field_value_date = (c.new).field_value_date, field_value_json = (c.new).field_value_json,
      smart_code = c.smart_code, updated_at = now(), updated_by = v_actor
    from changed c
    where d.organization_id = p_organization_id and d.id = any (array(select c.id from changed c where not c.removed)) and d.id = c.id
      and not c.removed
  ), added as (
    insert into public.core_dynamic_data
      (organization_id, entity_id, field_name, field_type, field_value_text, field_value_number, field_value_boolean,
       field_value_date, field_value_json, smart_code)
    select p_organization_id, c.entity_id, c.field_name, (c.new).field_type, (c.new).field_value_text, (c.new).field_value_number,
      (c.new).field_value_boolean, (c.new).field_value_date, (c.new).field_value_json, c.smart_code
    from changed c where c.id is null
  )
  select jsonb_object_agg(e.entity_id, e.changes) into v_changes
  from (
    select c.entity_id, hera.changed_fields(array_agg(c.old) filter (where c.id is not null),
      array_agg(c.new) filter (where not c.removed)) as changes
    from changed c group by c.entity_id
  ) e;
  return v_changes;
end
$$;

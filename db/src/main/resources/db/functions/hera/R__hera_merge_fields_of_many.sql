-- hera.merge_fields_of_many: changes the dynamic fields of many entities as hera.merge_fields does those of one: p_ids and p_operations
-- ({dynamic}) belong together. A field that already is as given is left alone. Answers {entity_id: [{path, from, to}, …]} for the
-- entities of which a row was written. The entities are locked by the caller. Locks: the field rows.
create or replace function hera.merge_fields_of_many(p_organization_id uuid, p_ids uuid[], p_operations jsonb[])
returns jsonb language plpgsql volatile
set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_changes jsonb;
begin
  with given as materialized (
    select g.id as entity_id, f.*
    from unnest(p_ids, p_operations) g (id, operation),
      unnest(hera.read_fields(nullif(g.operation -> 'dynamic', 'null'))) f
    union all
    select g.id, d.key, null, null, null, null, null, null, null
    from unnest(p_ids, p_operations) g (id, operation), jsonb_each(nullif(g.operation -> 'dynamic', 'null')) d
    where d.value = 'null'
  ), merged as (
    merge into public.core_dynamic_data d using given n
      on d.organization_id = p_organization_id and d.entity_id = n.entity_id and d.field_name = n.field_name
    when matched and n.field_type is null then delete
    -- Texts of numbers and JSON tell 25.0 from 25.00, which are equal and still not the same (D10).
    when matched and (d.field_type, d.field_value_text, d.field_value_number::text, d.field_value_boolean, d.field_value_date,
        d.field_value_json::text, d.smart_code::text) is distinct from (n.field_type, n.field_value_text,
        n.field_value_number::text, n.field_value_boolean, n.field_value_date, n.field_value_json::text,
        coalesce(n.smart_code, d.smart_code::text)) then
      update set field_type = n.field_type, field_value_text = n.field_value_text, field_value_number = n.field_value_number,
        field_value_boolean = n.field_value_boolean, field_value_date = n.field_value_date,
        field_value_json = n.field_value_json, smart_code = coalesce(n.smart_code, d.smart_code), updated_at = now(),
        updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    when not matched and n.field_type is not null then
      insert (organization_id, entity_id, field_name, field_type, field_value_text, field_value_number, field_value_boolean,
        field_value_date, field_value_json, smart_code)
      values (p_organization_id, n.entity_id, n.field_name, n.field_type, n.field_value_text, n.field_value_number,
        n.field_value_boolean, n.field_value_date, n.field_value_json, n.smart_code)
    returning n.entity_id, n.field_name as name,
      hera.field_value(row(old.field_name, old.field_type, old.field_value_text, old.field_value_number, old.field_value_boolean,
        old.field_value_date, old.field_value_json, null)::hera.field) as old_value,
      hera.field_value(row(new.field_name, new.field_type, new.field_value_text, new.field_value_number, new.field_value_boolean,
        new.field_value_date, new.field_value_json, null)::hera.field) as new_value
  )
  select jsonb_object_agg(c.entity_id, c.changes) into v_changes
  from (
    select m.entity_id, coalesce(jsonb_agg(jsonb_build_object('path', 'dynamic.' || m.name, 'from', m.old_value, 'to', m.new_value)
      order by m.name collate "C") filter (where m.old_value is distinct from m.new_value), '[]') as changes
    from merged m group by m.entity_id
  ) c;
  return v_changes;
end
$$;

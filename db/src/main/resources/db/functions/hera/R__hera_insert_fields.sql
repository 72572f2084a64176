-- hera.insert_fields: gives a new entity its dynamic fields. Locks: the inserted rows and, by foreign key, the entity.
create or replace function hera.insert_fields(p_organization_id uuid, p_entity_id uuid, p_fields hera.field[])
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  insert into public.core_dynamic_data
    (organization_id, entity_id, field_name, field_type, field_value_text, field_value_number, field_value_boolean,
     field_value_date, field_value_json, smart_code)
  select p_organization_id, p_entity_id, f.field_name, f.field_type, f.field_value_text, f.field_value_number,
    f.field_value_boolean, f.field_value_date, f.field_value_json, f.smart_code
  from unnest(p_fields) f;
end
$$;

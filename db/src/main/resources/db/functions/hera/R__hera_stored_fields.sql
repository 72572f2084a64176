-- hera.stored_fields: the dynamic fields that an entity has, by name. No locks.
create or replace function hera.stored_fields(p_organization_id uuid, p_entity_id uuid)
returns hera.field[] language plpgsql stable set search_path = '' as $$
begin
  return array(
    select row(d.field_name, d.field_type, d.field_value_text, d.field_value_number, d.field_value_boolean,
        d.field_value_date, d.field_value_json, d.smart_code)::hera.field
    from public.core_dynamic_data d
    where d.organization_id = p_organization_id and d.entity_id = p_entity_id
    order by d.field_name collate "C");
end
$$;

-- hera.field_row: a dynamic field as the v2 callers read it: {id, entity_id, field_name, field_type, field_value_*,
-- smart_code}. No locks.
create or replace function hera.field_row(p_field public.core_dynamic_data)
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return jsonb_build_object('id', p_field.id, 'entity_id', p_field.entity_id, 'field_name', p_field.field_name,
    'field_type', p_field.field_type, 'field_value_text', p_field.field_value_text,
    'field_value_number', p_field.field_value_number, 'field_value_boolean', p_field.field_value_boolean,
    'field_value_date', hera.utc(p_field.field_value_date), 'field_value_json', p_field.field_value_json,
    'smart_code', p_field.smart_code);
end
$$;
grant execute on function hera.field_row to hera_app;

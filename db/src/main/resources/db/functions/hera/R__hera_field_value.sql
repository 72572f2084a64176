-- hera.field_value: a dynamic field's value as JSON, NULL for a field that is not there, JSON null for an empty one.
create or replace function hera.field_value(p_field hera.field)
returns jsonb language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
begin
  if p_field.field_name is null then
    return null;
  end if;
  return coalesce(case p_field.field_type
    when 'number' then to_jsonb(p_field.field_value_number)
    when 'boolean' then to_jsonb(p_field.field_value_boolean)
    when 'date' then to_jsonb(left(to_json(p_field.field_value_date) #>> '{}', -6) || 'Z')
    when 'json' then p_field.field_value_json
    else to_jsonb(p_field.field_value_text)
  end, 'null');
end
$$;
grant execute on function hera.field_value to hera_app;

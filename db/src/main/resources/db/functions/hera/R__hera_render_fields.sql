-- hera.render_fields: dynamic fields as finished JSON members without braces, by name. The one writer of
-- core_entities.dynamic_snapshot. A field named like a core column goes under "dynamic", so that neither hides the
-- other; numbers keep their scale, dates are ISO-8601 UTC.
-- Refuses ZH009 more fields than an entity may have. No locks.
create or replace function hera.render_fields(p_fields hera.field[])
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
declare
  c_most constant integer := 1000;
  v_field hera.field;
  v_member text;
  v_plain text := '';
  v_shadowed text := '';
begin
  if cardinality(p_fields) > c_most then
    raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: an entity has at most %s dynamic fields', c_most),
      detail = '{"field": "dynamic"}';
  end if;
  foreach v_field in array p_fields loop
    v_member := to_json(v_field.field_name)::text || ':' || coalesce(case v_field.field_type
      when 'number' then v_field.field_value_number::text
      when 'boolean' then v_field.field_value_boolean::text
      when 'date' then left(to_json(v_field.field_value_date)::text, -7) || 'Z"'
      when 'json' then v_field.field_value_json::text
      else to_json(v_field.field_value_text)::text
    end, 'null');
    if v_field.field_name in ('id', 'entity_type', 'entity_name', 'entity_code', 'entity_description', 'smart_code',
        'parent_entity_id', 'status', 'metadata', 'business_rules', 'ai_insights', 'version', 'created_at', 'updated_at',
        'created_by', 'updated_by', 'deleted_at', 'organization_id', 'dynamic', 'relationships') then
      v_shadowed := v_shadowed || ',' || v_member;
    else
      v_plain := v_plain || ',' || v_member;
    end if;
  end loop;
  if v_shadowed <> '' then
    v_plain := v_plain || ',"dynamic":{' || substr(v_shadowed, 2) || '}';
  end if;
  return substr(v_plain, 2);
end
$$;

-- hera.field_filters: the filters on dynamic fields of a listing ("dynamic.price": "gte.10" or ["gte.10", "lt.20"]) as SQL: for each
-- field the condition on its row, known by hera.field_alias, and conditions on the row e about fields that are not there.
-- Refuses ZH009 naming the parameter; more than ten terms. No locks.
create or replace function hera.field_filters(p_query jsonb, out fields jsonb, out conditions text)
language plpgsql stable set search_path = '' as $$
declare
  v_parameter text;
  v_field text;
  v_term hera.field_term;
  v_given text[];
  v_count integer := 0;
begin
  fields := '{}';
  conditions := 'true';
  for v_parameter in select k from jsonb_object_keys(p_query) k where starts_with(k, 'dynamic.') loop
    v_field := substr(v_parameter, 9);
    if length(v_field) not between 1 and 255 then
      perform hera.refuse_parameter(v_parameter, 'must name a field of 1 to 255 characters');
    end if;
    v_given := '{}';
    for v_term in
      select (hera.read_term(v_parameter, t #>> '{}')).*
      from jsonb_array_elements(case jsonb_typeof(p_query -> v_parameter) when 'array' then p_query -> v_parameter
        else jsonb_build_array(p_query -> v_parameter) end) t
    loop
      v_count := v_count + 1;
      if v_count > 10 then
        perform hera.refuse_parameter(v_parameter, 'is one filter too many: at most 10 are taken');
      end if;
      if v_term.operator = 'is' and v_term.operands = array['null'] then
        conditions := conditions || format(' and not exists (select from public.core_dynamic_data n'
          || ' where n.organization_id = e.organization_id and n.entity_id = e.id and n.field_name = %L and num_nonnulls('
          || 'n.field_value_text, n.field_value_number, n.field_value_boolean, n.field_value_date, n.field_value_json) > 0)', v_field);
      else
        v_given := v_given || hera.field_condition(v_field, v_term, hera.field_types(v_field));
      end if;
    end loop;
    if v_given <> '{}' then
      fields := fields || jsonb_build_object(v_field, array_to_string(v_given, ' and '));
    end if;
  end loop;
end
$$;
grant execute on function hera.field_filters to hera_app;

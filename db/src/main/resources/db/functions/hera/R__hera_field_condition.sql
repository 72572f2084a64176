-- hera.field_condition: a filter on a dynamic field as SQL over the alias of the field's row. The types that the organization holds
-- of the field say how the operand is read; with several, each reads it that can. Refuses ZH009 naming the parameter when
-- none can. No locks.
create or replace function hera.field_condition(p_field text, p_term hera.field_term, p_types text[])
returns text language plpgsql stable set search_path = '' as $$
declare
  v_alias text := hera.field_alias(p_field);
  v_type text;
  v_condition text;
  v_conditions text[] := '{}';
begin
  foreach v_type in array p_types loop
    v_condition := case v_type
      when 'number' then hera.number_condition(v_alias, p_field, p_term)
      when 'date' then hera.date_condition(v_alias, p_term)
      when 'boolean' then hera.boolean_condition(v_alias, p_term)
      else hera.text_field_condition(v_alias, p_field, p_term)
    end;
    if v_condition is not null then
      v_conditions := v_conditions || ('(' || v_condition || ')');
    end if;
  end loop;
  if v_conditions = '{}' then
    if p_types <> '{}' then
      perform hera.refuse_parameter('dynamic.' || p_field, format('cannot be compared by %s with %s: it holds values of type %s',
        p_term.operator, left(p_term.operands::text, 100), array_to_string(p_types, ', ')));
    end if;
    return 'false';
  end if;
  return '(' || array_to_string(v_conditions, ' or ') || ')';
end
$$;
grant execute on function hera.field_condition to hera_app;

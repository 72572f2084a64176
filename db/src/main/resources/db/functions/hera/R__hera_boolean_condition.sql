-- hera.boolean_condition: a filter on truth values as SQL over the alias of a field's row. NULL when an operand is none, or the
-- operator is for what has an order. Immutable, no locks.
create or replace function hera.boolean_condition(p_alias text, p_term hera.field_term)
returns text language plpgsql immutable set search_path = '' as $$
begin
  if p_term.operator not in ('eq', 'neq', 'in', 'is') or not p_term.operands <@ array['true', 'false'] then
    return null;
  end if;
  return case p_term.operator
    when 'in' then format('%s.field_value_boolean = any (%L::boolean[])', p_alias, p_term.operands)
    else format('%s.field_value_boolean = %L', p_alias, (p_term.operands[1] = 'true') <> (p_term.operator = 'neq'))
  end;
end
$$;
grant execute on function hera.boolean_condition to hera_app;

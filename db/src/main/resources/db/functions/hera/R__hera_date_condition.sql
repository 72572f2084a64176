-- hera.date_condition: a filter on dates as SQL over the alias of a field's row; a date without a time is its first instant in
-- UTC. NULL when an operand is no ISO-8601 date. No locks.
create or replace function hera.date_condition(p_alias text, p_term hera.field_term)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
begin
  if p_term.operator not in ('eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in') or exists (
      select from unnest(p_term.operands) o
      where o !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+(Z|[+-][0-9:]+)?)?$' or not pg_input_is_valid(o, 'timestamptz')) then
    return null;
  end if;
  return case p_term.operator
    when 'in' then format('%s.field_value_date = any (%L::timestamptz[])', p_alias,
      (select array_agg(o::timestamptz) from unnest(p_term.operands) o))
    else format('%s.field_value_date %s %L::timestamptz', p_alias, hera.sql_operator(p_term.operator), p_term.operands[1]::timestamptz)
  end;
end
$$;
grant execute on function hera.date_condition to hera_app;

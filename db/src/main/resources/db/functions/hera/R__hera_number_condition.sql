-- hera.number_condition: a filter on numbers as SQL over the alias of a field's row: by their float8 shadow, which an index answers
-- alone; where numbers that float8 cannot tell from an operand are stored or asked for, by the exact number too. NULL when an operand
-- is no number. Reads an index as the caller under row-level security; no locks.
create or replace function hera.number_condition(p_alias text, p_field text, p_term hera.field_term)
returns text language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_numbers numeric[];
  v_shadows float8[];
  v_exact boolean;
begin
  if p_term.operator not in ('eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in') or exists (
      select from unnest(p_term.operands) o
      where length(o) > 1000 or o !~ '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$') then
    return null;
  end if;
  v_numbers := p_term.operands::numeric[];
  v_shadows := array(select hera.as_float8(n) from unnest(v_numbers) with ordinality v (n, place) order by place);
  v_exact := exists (select from unnest(v_numbers) n where hera.as_float8(n)::numeric <> n) or exists (
    select from public.core_dynamic_data d
    where d.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and d.field_name = p_field
      and d.field_value_long_float = any (v_shadows));
  if p_term.operator = 'in' then
    return format('%s.field_value_float = any (%L::float8[])', p_alias, v_shadows)
      || case when v_exact then format(' and %s.field_value_number = any (%L::numeric[])', p_alias, v_numbers) else '' end;
  end if;
  if not v_exact then
    return format('%s.field_value_float %s %L::float8', p_alias, hera.sql_operator(p_term.operator), v_shadows[1]);
  end if;
  return format('%1$s.field_value_float %2$s and %1$s.field_value_number %3$s %4$L::numeric', p_alias, case p_term.operator
      when 'neq' then 'is not null'
      else format('%s %L::float8', case p_term.operator when 'eq' then '=' else left(hera.sql_operator(p_term.operator), 1) || '=' end,
        v_shadows[1]) end,
    hera.sql_operator(p_term.operator), v_numbers[1]);
end
$$;
grant execute on function hera.number_condition to hera_app;

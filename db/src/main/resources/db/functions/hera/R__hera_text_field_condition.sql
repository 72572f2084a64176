-- hera.text_field_condition: a filter on texts as SQL over the alias of a field's row: by the key of their first 200 characters, which an
-- index answers alone; by the whole text too where an operand is as long. Texts compare by code point. NULL for an operator that is
-- not for texts. No locks; patterns may look into an index (hera.pattern_condition).
create or replace function hera.text_field_condition(p_alias text, p_field text, p_term hera.field_term)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_text text := p_term.operands[1];
  v_operator text := hera.sql_operator(p_term.operator);
begin
  if p_term.operator in ('like', 'ilike') then
    return hera.pattern_condition(p_alias, p_field, v_text, p_term.operator = 'ilike');
  elsif p_term.operator = 'in' then
    return format('%1$s.field_value_key = any (%2$L::text[])%3$s', p_alias, array(select left(o, 200) from unnest(p_term.operands) o),
      case when exists (select from unnest(p_term.operands) o where length(o) >= 200)
        then format(' and %s.field_value_text = any (%L::text[])', p_alias, p_term.operands) else '' end);
  elsif length(v_text) < 200 then
    return format('%s.field_value_key %s %L', p_alias, v_operator, v_text);
  elsif p_term.operator = 'neq' then
    return format('%1$s.field_value_key is not null and %1$s.field_value_text <> %2$L', p_alias, v_text);
  end if;
  return format('%1$s.field_value_key %2$s %3$L and %1$s.field_value_text collate "C" %4$s %5$L', p_alias,
    case when p_term.operator = 'eq' then '=' else left(v_operator, 1) || '=' end, left(v_text, 200), v_operator, v_text);
end
$$;
grant execute on function hera.text_field_condition to hera_app;

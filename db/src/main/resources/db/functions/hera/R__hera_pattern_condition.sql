-- hera.pattern_condition: a text filter with * for any run (\* for a star) as SQL over the alias of a field's row. A beginning is
-- a range of the index; anything else that names three characters in a row is looked up by hera.probe_patterns, and where that
-- finds few, it is them; where it finds many, or cannot look, rows are compared one by one, of which most then match. No locks.
create or replace function hera.pattern_condition(p_alias text, p_field text, p_text text, p_fold boolean)
returns text language plpgsql stable set search_path = '' as $$
declare
  c_few constant integer := 2000;
  v_pattern text := replace(replace(regexp_replace(replace(p_text, '\*', chr(1)), '([\\%_])', '\\\1', 'g'), '*', '%'),
    chr(1), '*');
  v_beginning text := substring(p_text from '^[^*\\]*');
  v_ids uuid[];
begin
  if p_text !~ '[*\\]' and not p_fold then
    return hera.text_field_condition(p_alias, p_field, row('eq', array[p_text])::hera.field_term);
  end if;
  if v_beginning <> '' and not p_fold then
    return format('starts_with(%s.field_value_key, %L)', p_alias, left(v_beginning, 200)) || case
      when p_text = v_beginning || '*' and length(v_beginning) <= 200 then ''
      else format(' and %s.field_value_text like %L', p_alias, v_pattern) end;
  end if;
  if v_pattern ~ '[^%_\\]{3}' and v_pattern ~ '[[:alnum:]]' then
    v_ids := array(select hera.probe_patterns(p_field, v_pattern, p_fold, c_few + 1));
    if cardinality(v_ids) <= c_few then
      return format('%s.entity_id = any (%L::uuid[])', p_alias, v_ids);
    end if;
  end if;
  return format('%s.field_value_text %s %L', p_alias, case when p_fold then 'ilike' else 'like' end, v_pattern);
end
$$;
grant execute on function hera.pattern_condition to hera_app;

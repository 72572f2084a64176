-- hera.read_term: reads a filter on a dynamic field: operator, a dot, the operand; in takes (a,b), is takes null, true or
-- false. Operands with commas, parentheses or quotes stand in double quotes, in which a backslash spares the next character.
-- Refuses ZH009 naming the parameter. Immutable, no locks.
create or replace function hera.read_term(p_parameter text, p_term text)
returns hera.field_term language plpgsql immutable set search_path = '' as $$
declare
  c_operand constant text := '"(?:[^"\\]|\\.)*"|[^,"()]+';
  v_operator text := split_part(p_term, '.', 1);
  v_rest text := substr(p_term, length(v_operator) + 2);
  v_operands text[] := array[v_rest];
begin
  if v_operator not in ('eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'like', 'ilike', 'is') or strpos(p_term, '.') = 0 then
    perform hera.refuse_parameter(p_parameter, format(
      'must be an operator, a dot and a value; %s is none of eq neq gt gte lt lte in like ilike is', to_json(left(p_term, 50))));
  end if;
  if v_operator = 'in' then
    if v_rest !~ ('^\((?:' || c_operand || ')(?:,(?:' || c_operand || '))*\)$') then
      perform hera.refuse_parameter(p_parameter, 'must give in a list such as in.(a,"b,c")');
    end if;
    v_operands := array(select m[1] from regexp_matches(v_rest, '(' || c_operand || ')', 'g') m);
    if cardinality(v_operands) > 100 then
      perform hera.refuse_parameter(p_parameter, 'must give in at most 100 values');
    end if;
  elsif v_operator = 'is' and v_rest not in ('null', 'true', 'false') then
    perform hera.refuse_parameter(p_parameter, 'must say is.null, is.true or is.false');
  end if;
  v_operands := array(
    select case when o ~ '^"(?:[^"\\]|\\.)*"$' then regexp_replace(substr(o, 2, length(o) - 2), '\\(.)', '\1', 'g') else o end
    from unnest(v_operands) o);
  return row(v_operator, v_operands)::hera.field_term;
end
$$;
grant execute on function hera.read_term to hera_app;

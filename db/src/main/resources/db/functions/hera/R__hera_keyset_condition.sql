-- hera.keyset_condition: "comes after the item with these sort keys", true when there are none. Keys of one direction without nulls are
-- a row comparison, which an index answers when there are two at most; others are spelled out; then a bound of the leading key comes first, which an index answers too.
-- A missing value comes last in either direction. Immutable, no locks.
create or replace function hera.keyset_condition(p_order hera.sort_key[], p_after jsonb)
returns text language plpgsql immutable set search_path = '' as $$
declare
  v_condition text := 'false';
  v_key hera.sort_key;
  v_value text;
  v_sign text;
begin
  if p_after is null then
    return 'true';
  end if;
  if (select count(distinct k.descending) = 1 and not bool_or(k.nullable) from unnest(p_order) k) then
    return case when cardinality(p_order) > 2 then format('%s %s= %L::%s and ', p_order[1].expression,
        case when p_order[1].descending then '<' else '>' end, p_after ->> 0, p_order[1].type_name) else '' end || (
      select format('(%s) %s (%s)', string_agg(k.expression, ', ' order by k.place),
        case when bool_and(k.descending) then '<' else '>' end,
        string_agg(format('%L::%s', p_after ->> (k.place - 1)::integer, k.type_name), ', ' order by k.place))
      from unnest(p_order) with ordinality k (expression, type_name, descending, field, nullable, place));
  end if;
  for v_place in reverse cardinality(p_order)..1 loop
    v_key := p_order[v_place];
    v_sign := case when v_key.descending then '<' else '>' end;
    if p_after ->> (v_place - 1) is null then
      v_condition := format('(%s is null and %s)', v_key.expression, v_condition);
    else
      v_value := format('%L::%s', p_after ->> (v_place - 1), v_key.type_name);
      v_condition := format('(%1$s %2$s %3$s%4$s or %1$s = %3$s and %5$s)', v_key.expression, v_sign, v_value,
        case when v_key.nullable then format(' or %s is null', v_key.expression) else '' end, v_condition);
    end if;
  end loop;
  if not p_order[1].nullable then
    v_condition := format('%s %s= %L::%s and %s', p_order[1].expression,
      case when p_order[1].descending then '<' else '>' end, p_after ->> 0, p_order[1].type_name, v_condition);
  end if;
  return v_condition;
end
$$;
grant execute on function hera.keyset_condition to hera_app;

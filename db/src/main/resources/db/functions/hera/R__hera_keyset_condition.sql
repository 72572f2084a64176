-- hera.keyset_condition: "comes after the item with these sort keys", true when there are none. One direction for all
-- keys is a row comparison, which an index answers; mixed directions are spelled out. Immutable, no locks.
create or replace function hera.keyset_condition(p_order hera.sort_key[], p_after jsonb)
returns text language plpgsql immutable set search_path = '' as $$
declare
  v_equal text := '';
  v_terms text[] := '{}';
  v_key hera.sort_key;
  v_value text;
  v_place integer := 0;
begin
  if p_after is null then
    return 'true';
  end if;
  if (select count(distinct k.descending) from unnest(p_order) k) = 1 then
    return (
      select format('(%s) %s (%s)', string_agg(k.expression, ', ' order by k.place),
        case when bool_and(k.descending) then '<' else '>' end,
        string_agg(format('%L::%s', p_after ->> (k.place - 1)::integer, k.type_name), ', ' order by k.place))
      from unnest(p_order) with ordinality k (expression, type_name, descending, place));
  end if;
  foreach v_key in array p_order loop
    v_value := format('%L::%s', p_after ->> v_place, v_key.type_name);
    v_terms := v_terms || format('(%s%s %s %s)', v_equal, v_key.expression,
      case when v_key.descending then '<' else '>' end, v_value);
    v_equal := v_equal || format('%s = %s and ', v_key.expression, v_value);
    v_place := v_place + 1;
  end loop;
  return '(' || array_to_string(v_terms, ' or ') || ')';
end
$$;
grant execute on function hera.keyset_condition to hera_app;

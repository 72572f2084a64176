-- hera.narrow_entities: the entities that meet the conditions of all those fields of p_fields ({field: condition on its row}) which few
-- entities meet, and the fields that are still to be tried on them; with p_wider, when no field is so narrow, those of the narrowest
-- one. ids is NULL where nothing was narrowed. Runs as the caller under row-level security; reads only.
create or replace function hera.narrow_entities(p_fields jsonb, p_wider boolean, out ids uuid[], out rest jsonb)
language plpgsql stable set search_path = '' as $$
declare
  c_narrow constant integer := 10000;
  c_widest constant integer := 100000000;
  -- Few at first: of two fields that together are rare, one mostly is so by itself, and counting the other costs the most.
  v_most integer := c_narrow;
  v_sizes jsonb;
  v_narrow jsonb;
  v_first text;
begin
  loop
    v_sizes := hera.filter_sizes(p_fields, c_narrow, v_most);
    select s.key into v_first from jsonb_each_text(v_sizes) s order by s.value::integer limit 1;
    exit when not p_wider or (v_sizes ->> v_first)::integer <= v_most or v_most > c_widest;
    -- What was counted in vain is half of what counts in the end, and no field is counted to more than three times the narrowest.
    v_most := v_most * 3;
  end loop;
  select coalesce(jsonb_object_agg(f.key, f.value), '{}') into v_narrow
  from jsonb_each(p_fields) f
  where (v_sizes ->> f.key)::integer <= c_narrow or p_wider and f.key = v_first;
  rest := p_fields - array(select jsonb_object_keys(v_narrow));
  if v_narrow <> '{}' then
    ids := hera.entities_by_sets(v_narrow, v_first);
  end if;
end
$$;
grant execute on function hera.narrow_entities to hera_app;

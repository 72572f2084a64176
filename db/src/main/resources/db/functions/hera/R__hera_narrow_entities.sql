-- hera.narrow_entities: the entities that meet the conditions of all those fields of p_fields ({field: condition on its row}) which few
-- entities meet, and the fields that are still to be tried on them. With p_wider, when no field is so narrow: the entities of one that is
-- as narrow as any. ids is NULL where nothing was narrowed. Runs as the caller under row-level security; reads only.
create or replace function hera.narrow_entities(p_fields jsonb, p_wider boolean, out ids uuid[], out rest jsonb)
language plpgsql stable set search_path = '' as $$
declare
  c_narrow constant integer := 10000;
  c_few constant integer := 3000;
  v_sizes jsonb := hera.filter_sizes(p_fields, c_narrow);
  v_narrow jsonb;
  v_first text;
  v_least integer;
begin
  select s.key, s.value::integer into v_first, v_least from jsonb_each_text(v_sizes) s order by s.value::integer limit 1;
  rest := p_fields;
  if v_least > c_narrow then
    if p_wider then
      select r.ids, p_fields - r.field into ids, rest
      from hera.read_a_field(p_fields, array(select jsonb_object_keys(p_fields)), 3 * c_narrow) r;
    end if;
    return;
  end if;
  select jsonb_object_agg(f.key, f.value) into v_narrow
  from jsonb_each(p_fields) f where (v_sizes ->> f.key)::integer <= c_narrow;
  rest := p_fields - array(select jsonb_object_keys(v_narrow));
  ids := hera.entities_by_sets(v_narrow, v_first);
  if rest <> '{}' and cardinality(ids) <= c_few and not p_wider then
    ids := hera.entities_among(ids, rest);
    rest := '{}';
  end if;
end
$$;
grant execute on function hera.narrow_entities to hera_app;

-- hera.narrow_by_shares: hera.narrow_entities where a walk has found too few, and p_shares ({field: count}) tells how many of the same
-- entities met each field's condition, so that none is counted first. Where hardly any entity meets them all (p_rare), what meets
-- the narrowest field is put together with the sets of those that are not many times as wide, and the others are looked up;
-- else the walk shall begin again among those of the narrowest. Runs as the caller under row-level security; reads only.
create or replace function hera.narrow_by_shares(p_fields jsonb, p_shares jsonb, p_rare boolean, out ids uuid[], out rest jsonb)
language plpgsql stable set search_path = '' as $$
declare
  c_few constant integer := 3000;
  c_read constant integer := 30000;
  -- To look an entity's field up costs as much as to read so many rows of an index in turn.
  c_times constant integer := 15;
  v_order text[] := array(select s.key from jsonb_each_text(p_shares) s order by s.value::integer, s.key);
  v_least integer := greatest((p_shares ->> v_order[1])::integer, 1);
  v_sets jsonb;
begin
  if not p_rare then
    select r.ids, p_fields - r.field into ids, rest from hera.read_a_field(p_fields, v_order, c_read) r;
    return;
  end if;
  select jsonb_object_agg(f.key, f.value) into v_sets
  from jsonb_each(p_fields) f where (p_shares ->> f.key)::integer <= c_times * v_least;
  rest := p_fields - array(select jsonb_object_keys(v_sets));
  ids := hera.entities_by_sets(v_sets, v_order[1]);
  if rest <> '{}' and cardinality(ids) <= c_few then
    ids := hera.entities_among(ids, rest);
    rest := '{}';
  end if;
end
$$;
grant execute on function hera.narrow_by_shares to hera_app;

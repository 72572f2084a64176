-- hera.filter_shares: how many of the next p_rows rows of a listing's leading relation are of entities that meet each field's condition of
-- p_fields ({field: condition on its row}): {field: count}. What follows in the order asked for stands for the rest, which it need
-- not resemble: it chooses a way, never an answer. Runs as the caller under row-level security; reads only.
create or replace function hera.filter_shares(p_listing hera.listing_phase, p_fields jsonb, p_rows integer)
returns jsonb language plpgsql stable set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  v_walk record := hera.leading_walk(p_listing);
  v_shares jsonb;
begin
  execute format('select jsonb_build_object(%s) from (select %s as id from %s where %s and %s order by %s limit %s) w',
    -- With an offset no set is read for it: each is looked up.
    (select string_agg(format('%L, count(*) filter (where exists (select from %s where %s.entity_id = w.id and %s offset 0))', f.key,
      hera.field_source(f.key), hera.field_alias(f.key), hera.field_row_condition(f.key, f.value)), ', ') from jsonb_each_text(p_fields) f),
    p_listing.leading_id, p_listing.leading_source, p_listing.leading_conditions,
    v_walk.after, hera.sort_clause(v_walk.keys), p_rows)
  into v_shares;
  return v_shares;
end
$$;
grant execute on function hera.filter_shares to hera_app;

-- hera.listing_window: the condition that a listing's rows are among the next p_rows of its leading relation, true when no more are
-- left, NULL when no index gives the order; and the sort keys of the last of them (bound), after which the next window begins. With
-- more keys than the leading one and the id, or keys of two directions, the rows that share the last value are left out, because
-- which of them come first is not known; then there is no bound. One look along an index, as the caller under row-level security.
create or replace function hera.listing_window(p_listing hera.listing_phase, p_rows integer, out condition text, out bound jsonb)
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_lead hera.sort_key := p_listing.sort[1];
  v_alone boolean := cardinality(p_listing.sort) <= 2;
  v_walk record;
  v_id hera.sort_key;
  v_bound jsonb;
begin
  if p_listing.leading_source is null then
    return;
  end if;
  v_walk := hera.leading_walk(p_listing);
  v_id := v_walk.keys[cardinality(v_walk.keys)];
  execute format('select jsonb_build_array(w.key, w.id) from (select %s as key, %s as id from %s where %s and %s order by %s'
    || ' limit 1 offset %s) w', v_lead.expression,
    p_listing.leading_id, p_listing.leading_source, p_listing.leading_conditions, v_walk.after, hera.sort_clause(v_walk.keys), p_rows - 1)
  into v_bound;
  condition := case
    when v_bound is null then 'true'
    when v_lead.expression = 'e.id' then format('e.id %s= %L::uuid', case when v_id.descending then '>' else '<' end, v_bound ->> 1)
    when v_alone and v_id.descending = v_lead.descending then format('(%s, %s) %s= (%L::%s, %L::uuid)', v_lead.expression,
      p_listing.leading_id, case when v_lead.descending then '>' else '<' end, v_bound ->> 0, v_lead.type_name, v_bound ->> 1)
    else format('%s %s %L::%s', v_lead.expression, case when v_lead.descending then '>' else '<' end, v_bound ->> 0, v_lead.type_name)
  end;
  if v_alone and (v_lead.expression = 'e.id' or v_id.descending = v_lead.descending) then
    bound := v_bound;
  end if;
end
$$;
grant execute on function hera.listing_window to hera_app;

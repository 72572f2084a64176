-- hera.listing_of_ids: hera.listing_phase among the entities $1 alone. Where a field gives the order, their rows of it are sorted before
-- anything else of them is looked up, which then is done as far as the page goes. No locks.
create or replace function hera.listing_of_ids(
  p_query jsonb, p_fields jsonb, p_core text, p_conditions text, p_order hera.sort_key[], p_after jsonb, p_phase text
) returns hera.listing_phase language plpgsql stable set search_path = '' as $$
declare
  v_field text := case p_phase when 'given' then p_order[1].field end;
  v_listing hera.listing_phase;
begin
  if v_field is null or cardinality(p_order) > 2 then
    return hera.listing_phase(p_query, p_fields, p_core || ' and e.id = any ($1)', p_conditions, p_order, p_after, p_phase, false);
  end if;
  v_listing := hera.listing_phase(p_query, p_fields, p_core, p_conditions, p_order, p_after, p_phase, true);
  v_listing.source := format('(select %1$s.* from unnest($1) i (id) cross join lateral (select %1$s.* from %2$s where %3$s and %4$s = i.id'
      || ' offset 0) %1$s order by %5$s) %1$s', hera.field_alias(v_field), v_listing.leading_source, v_listing.leading_conditions,
      v_listing.leading_id, hera.sort_clause(v_listing.sort))
    || substr(v_listing.source, length(v_listing.leading_source) + 1);
  return v_listing;
end
$$;
grant execute on function hera.listing_of_ids to hera_app;

-- hera.listing_by_id: a page of a phase whose order is the entities' ids, out of p_ids: the next of them are looked up, in order, as far as
-- the page goes. All NULL when the order is another, or too few of them answer. The rest as hera.listing_page. Runs as the caller
-- under row-level security; reads only.
create or replace function hera.listing_by_id(
  p_query jsonb, p_fields jsonb, p_core text, p_conditions text, p_order hera.sort_key[], p_after jsonb, p_phase text,
  p_limit integer, p_ids uuid[], out items text[], out keys jsonb
) language plpgsql stable set search_path = '' as $$
declare
  c_next constant integer := 2000;
  v_listing hera.listing_phase := hera.listing_phase(p_query, p_fields, p_core || ' and e.id = any ($1)', p_conditions, p_order, p_after,
    p_phase, true);
  v_after uuid;
  v_next uuid[];
  v_page record;
begin
  if v_listing.sort[1].expression <> 'e.id' then
    return;
  end if;
  v_after := v_listing.after ->> 0;
  if v_listing.sort[1].descending then
    v_next := array(select i from unnest(p_ids) i where v_after is null or i < v_after order by i desc limit c_next);
  else
    v_next := array(select i from unnest(p_ids) i where v_after is null or i > v_after order by i limit c_next);
  end if;
  v_page := hera.render_row_by_row(hera.listing_statement(v_listing, 'true'), p_query, v_next, p_limit, 0);
  if cardinality(v_page.items) = p_limit or cardinality(v_next) < c_next then
    items := v_page.items;
    keys := v_page.keys;
  end if;
end
$$;
grant execute on function hera.listing_by_id to hera_app;

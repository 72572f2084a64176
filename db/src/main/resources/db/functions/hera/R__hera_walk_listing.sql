-- hera.walk_listing: a page of a listing by walking along the index that gives its order and trying the other conditions on each row; all
-- NULL when no index does, or too few rows answer to find a page of them so. It looks at a window of eight rows for each wanted, and
-- at one twice p_patience times as long when the first held that part of the page. Runs as the caller under row-level security; reads only.
create or replace function hera.walk_listing(
  p_listing hera.listing_phase, p_query jsonb, p_limit integer, p_patience integer, out items text[], out keys jsonb
) language plpgsql stable set search_path = '' as $$
declare
  v_rows integer := 8 * p_limit;
  v_window text;
  v_page record;
begin
  for v_try in 1..2 loop
    v_window := hera.listing_window(p_listing, v_rows);
    exit when v_window is null;
    v_page := hera.render_row_by_row(hera.listing_statement(p_listing, v_window), p_query, null, p_limit, 0);
    if v_window = 'true' or cardinality(v_page.items) = p_limit then
      items := v_page.items;
      keys := v_page.keys;
      return;
    end if;
    exit when cardinality(v_page.items) * p_patience < p_limit;
    v_rows := v_rows * 2 * p_patience;
  end loop;
end
$$;
grant execute on function hera.walk_listing to hera_app;

-- hera.walk_listing: a page of a listing by walking along the index that gives its order and trying the other conditions on each row; all
-- NULL when no index does, or too few rows answer to find a page of them so. It looks at a window of ten rows for each wanted; when
-- that held a part of the page, it goes on from there as far as the rest should be, and a bit further. That part must be a quarter where
-- fields can find the entities otherwise (p_fields is not empty), else a tenth. When there is no page, rare tells
-- that the window held hardly any, and shares what hera.filter_shares says of the fields. Runs as the caller under row-level security; reads only.
create or replace function hera.walk_listing(
  p_listing hera.listing_phase, p_query jsonb, p_fields jsonb, p_limit integer, out items text[], out keys jsonb,
  out rare boolean, out shares jsonb
) language plpgsql stable set search_path = '' as $$
declare
  c_hardly constant integer := 25;
  c_sample constant integer := 200;
  v_patience constant integer := case p_fields when '{}' then 10 else 4 end;
  v_rows integer := 10 * p_limit;
  v_looked integer := 0;
  v_window record;
  v_page record;
begin
  items := '{}';
  keys := '[]';
  for v_try in 1..3 loop
    v_window := hera.listing_window(p_listing, v_rows);
    exit when v_window.condition is null;
    v_page := hera.render_row_by_row(hera.listing_statement(p_listing, v_window.condition), p_query, null,
      p_limit - cardinality(items), 0);
    items := items || v_page.items;
    keys := keys || v_page.keys;
    if v_window.condition = 'true' or cardinality(items) = p_limit then
      return;
    end if;
    rare := cardinality(items) * c_hardly < p_limit;
    exit when cardinality(items) * v_patience < p_limit;
    v_looked := v_looked + v_rows;
    if v_window.bound is null then
      v_rows := v_looked * 2 * v_patience;
      items := '{}';
      keys := '[]';
    else
      p_listing.after := v_window.bound;
      v_rows := 2 * (v_looked::bigint * (p_limit - cardinality(items)) / cardinality(items)) + 1;
    end if;
  end loop;
  items := null;
  keys := null;
  if v_window.condition is not null and p_fields <> '{}' then
    shares := hera.filter_shares(p_listing, p_fields, c_sample);
  end if;
end
$$;
grant execute on function hera.walk_listing to hera_app;

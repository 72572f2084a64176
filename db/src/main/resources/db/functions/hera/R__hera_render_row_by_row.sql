-- hera.render_row_by_row: hera.render_listing with joins as they are written, each row looked up: the planner cannot know how the values of
-- one field are spread, and must not choose. Runs as the caller under row-level security; reads only.
create or replace function hera.render_row_by_row(
  p_statement text, p_query jsonb, p_ids uuid[], p_limit integer, p_offset integer, out items text[], out keys jsonb
) language plpgsql stable set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set enable_material = off set enable_memoize = off set join_collapse_limit = 1 as $$
declare
  v_page record := hera.render_listing(p_statement, p_query, p_ids, p_limit, p_offset);
begin
  items := v_page.items;
  keys := v_page.keys;
end
$$;
grant execute on function hera.render_row_by_row to hera_app;

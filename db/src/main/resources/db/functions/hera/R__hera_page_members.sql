-- hera.page_members: hera.page_text out of up to one item more than the page holds; that one tells whether there is a
-- next page. p_last are the sort keys of the page's last item. Dearer than hera.page_text: a large array that is handed
-- to a function is taken apart and put together again.
create or replace function hera.page_members(
  p_query jsonb, p_items text[], p_limit integer, p_last jsonb, p_total bigint
) returns text language plpgsql stable set search_path = '' as $$
declare
  v_rows integer := coalesce(cardinality(p_items), 0);
begin
  return hera.page_text(p_query, array_to_string(p_items[1:p_limit], ','), least(v_rows, p_limit),
    case when v_rows > p_limit then p_last end, p_total);
end
$$;
grant execute on function hera.page_members to hera_app;

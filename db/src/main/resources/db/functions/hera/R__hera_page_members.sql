-- hera.page_members: a page's JSON members in text out of up to one item more than the page holds: "data", "count",
-- "next_cursor" when that one more is there, "total" when known. p_last are the sort keys of the page's last item.
create or replace function hera.page_members(
  p_query jsonb, p_items text[], p_limit integer, p_last jsonb, p_total bigint
) returns text language plpgsql stable set search_path = '' as $$
declare
  v_rows integer := coalesce(cardinality(p_items), 0);
begin
  return '"data":[' || coalesce(array_to_string(p_items[1:p_limit], ','), '') || '],"count":' || least(v_rows, p_limit)
    || case when v_rows > p_limit then ',"next_cursor":"' || hera.seal_cursor(p_query, p_last) || '"' else '' end
    || case when p_total is null then '' else ',"total":' || p_total end;
end
$$;
grant execute on function hera.page_members to hera_app;

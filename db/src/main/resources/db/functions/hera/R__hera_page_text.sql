-- hera.page_text: a page's JSON members in text: "data" out of items already joined by commas (NULL when there are
-- none), "count", "next_cursor" when p_next is given (the sort keys of the page's last item), "total" when known.
create or replace function hera.page_text(p_query jsonb, p_items text, p_rows integer, p_next jsonb, p_total bigint)
returns text language plpgsql stable set search_path = '' as $$
begin
  return '"data":[' || coalesce(p_items, '') || '],"count":' || p_rows
    || case when p_next is null then '' else ',"next_cursor":"' || hera.seal_cursor(p_query, p_next) || '"' end
    || case when p_total is null then '' else ',"total":' || p_total end;
end
$$;
grant execute on function hera.page_text to hera_app;

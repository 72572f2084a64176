-- hera.seal_cursor: an opaque, signed place in a listing: the sort keys of the last item seen, URL-safe.
create or replace function hera.seal_cursor(p_query jsonb, p_keys jsonb)
returns text language plpgsql stable set search_path = '' as $$
begin
  return hera.cursor_signature(p_query, p_keys::text) || '.'
    || translate(encode(convert_to(p_keys::text, 'UTF8'), 'base64'), '+/=' || chr(10), '-_');
end
$$;
grant execute on function hera.seal_cursor to hera_app;

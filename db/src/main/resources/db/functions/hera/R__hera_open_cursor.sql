-- hera.open_cursor: the sort keys out of p_query.cursor, NULL when there is none. ZH015 when it was not given out for
-- this organization and filter, or was tampered with.
create or replace function hera.open_cursor(p_query jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_cursor text := p_query ->> 'cursor';
  v_body text := translate(split_part(v_cursor, '.', 2), '-_', '+/');
  v_keys text;
begin
  if v_cursor is null then
    return null;
  end if;
  if v_cursor ~ '^[0-9a-f]{32}\.[A-Za-z0-9_-]+$' and length(v_body) % 4 <> 1 then
    v_keys := convert_from(decode(rpad(v_body, (length(v_body) + 3) / 4 * 4, '='), 'base64'), 'UTF8');
    if hera.cursor_signature(p_query, v_keys) = split_part(v_cursor, '.', 1) then
      return v_keys::jsonb;
    end if;
  end if;
  raise exception using errcode = 'ZH015',
    message = 'HERA_CURSOR_INVALID: this cursor was not given out for this organization and filter',
    detail = '{"field": "cursor"}';
exception
  when data_exception then
    raise exception using errcode = 'ZH015',
      message = 'HERA_CURSOR_INVALID: this cursor was not given out for this organization and filter',
      detail = '{"field": "cursor"}';
end
$$;
grant execute on function hera.open_cursor to hera_app;

-- hera.open_cursor: the sort keys out of p_query.cursor, NULL when there is none. ZH015 when it was not given out for
-- this organization and filter, or was tampered with: sealing its keys again must give the very same cursor.
create or replace function hera.open_cursor(p_query jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_cursor text := p_query ->> 'cursor';
  v_keys jsonb;
begin
  if v_cursor is null then
    return null;
  end if;
  begin
    v_keys := convert_from(decode(split_part(v_cursor, '.', 2), 'hex'), 'UTF8')::jsonb;
  exception
    when data_exception then null;
  end;
  if v_cursor = hera.seal_cursor(p_query, v_keys) then
    return v_keys;
  end if;
  raise exception using errcode = 'ZH015',
    message = 'HERA_CURSOR_INVALID: this cursor was not given out for this organization and filter',
    detail = '{"field": "cursor"}';
end
$$;
grant execute on function hera.open_cursor to hera_app;

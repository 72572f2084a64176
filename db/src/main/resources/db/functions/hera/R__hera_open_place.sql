-- hera.open_place: the place in the feed that a cursor names; the beginning for NULL. Without a key it believes the
-- cursor. Immutable, no locks. Refuses: ZH015 when the cursor was not given out for the key's organization.
create or replace function hera.open_place(
  p_cursor text, p_key bytea, out o_cluster bigint, out o_xid xid8, out o_id uuid
) language plpgsql immutable set search_path = '' as $$
begin
  if p_cursor is null then
    o_cluster := 0;
    o_xid := '0';
    o_id := '00000000-0000-0000-0000-000000000000';
    return;
  end if;
  if p_cursor ~ '^[0-7][0-9a-f]{15}[0-7][0-9a-f]{63}$' then
    o_cluster := ('x' || substr(p_cursor, 1, 16))::bit(64)::bigint;
    o_xid := ('x' || substr(p_cursor, 17, 16))::bit(64)::bigint::text::xid8;
    o_id := substr(p_cursor, 33, 32)::uuid;
    if p_key is null or hera.seal_place(o_cluster, o_xid, o_id, p_key) = p_cursor then
      return;
    end if;
  end if;
  raise exception using errcode = 'ZH015',
    message = 'HERA_CURSOR_INVALID: this cursor was not given out for the changes of this organization',
    detail = '{"field": "cursor"}';
end
$$;
grant execute on function hera.open_place to hera_app;

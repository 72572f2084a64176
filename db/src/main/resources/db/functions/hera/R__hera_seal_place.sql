-- hera.seal_place: a place in the feed as a cursor: cluster identifier, transaction and row in hexadecimal of fixed
-- width, then half a signature. Of two cursors of one feed the later place is the greater text. Immutable, no locks.
create or replace function hera.seal_place(p_cluster bigint, p_xid xid8, p_id uuid, p_key bytea)
returns text language plpgsql immutable set search_path = '' as $$
declare
  v_place bytea := int8send(p_cluster) || xid8send(p_xid) || uuid_send(p_id);
begin
  return encode(v_place || substr(sha256(p_key || v_place || p_key), 1, 8), 'hex');
end
$$;
grant execute on function hera.seal_place(bigint, xid8, uuid, bytea) to hera_app;

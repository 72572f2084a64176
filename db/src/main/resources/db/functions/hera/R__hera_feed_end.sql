-- hera.feed_end: the place in the organization's feed after everything that is committed now and shown, as a cursor; for
-- who wants only what comes. Reads only; no locks.
create or replace function hera.feed_end()
returns text language plpgsql stable set search_path = '' as $$
begin
  return hera.seal_place(current_setting('hera.cluster_id')::bigint, pg_snapshot_xmin(pg_current_snapshot()),
    '00000000-0000-0000-0000-000000000000', hera.feed_key());
end
$$;
grant execute on function hera.feed_end() to hera_app;

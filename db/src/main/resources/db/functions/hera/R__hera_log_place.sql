-- hera.log_place: where in the feed's order (D8) a change stands that this statement logs: after every change that was committed before the
-- statement began, so that those of one row are in order although its transaction may be older than theirs. No locks.
create or replace function hera.log_place()
returns xid8 language plpgsql stable set search_path = '' as $$
begin
  return greatest(pg_current_xact_id(), (pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1)::text::xid8);
end
$$;

-- hera.lock_calendar: one change of an organization's fiscal periods at a time. Locks: advisory, exclusive, on the
-- organization's calendar, to the end of the transaction; who posts does not take it.
create or replace function hera.lock_calendar(p_organization_id uuid)
returns void language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_organization_id || ' calendar', 0));
end
$$;

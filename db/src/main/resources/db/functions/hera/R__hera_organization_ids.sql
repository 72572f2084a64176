-- hera.organization_ids: the ids of all organizations, comma separated, for the command line, which verifies one after the
-- other under row-level security. hera_system, since it looks over all organizations, and hence nothing but ids. Reads
-- only; no locks.
create or replace function hera.organization_ids()
returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select string_agg(o.id::text, ',' order by o.id) from public.core_organizations o);
end
$$;
alter function hera.organization_ids() owner to hera_system;
grant execute on function hera.organization_ids() to hera_app;

-- hera.time_zone: the time zone that decides an organization's day; UTC when its settings name none. No locks.
create or replace function hera.time_zone(p_organization_id uuid)
returns text language plpgsql stable set search_path = '' as $$
begin
  return coalesce((select o.settings ->> 'time_zone' from public.core_organizations o where o.id = p_organization_id), 'UTC');
end
$$;
grant execute on function hera.time_zone to hera_app;

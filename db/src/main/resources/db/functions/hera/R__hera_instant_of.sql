-- hera.instant_of: an instant out of a request; a date without time is its midnight in the organization's time zone, which
-- decides the day (D10). p_days moves a bare date by whole days: 1 makes the end of an inclusive range. NULL stays NULL.
create or replace function hera.instant_of(p_written text, p_days integer)
returns timestamptz language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
begin
  if p_written !~ '^\d{4}-\d{2}-\d{2}$' then
    return p_written::timestamptz;
  end if;
  return (p_written::date + p_days)::timestamp at time zone coalesce((
    select o.settings ->> 'time_zone' from public.core_organizations o
    where o.id = nullif(current_setting('hera.organization_id', true), '')::uuid), 'UTC');
end
$$;
grant execute on function hera.instant_of to hera_app;

-- hera.end_of_period: the first instant after a fiscal period, in the organization's time zone. No locks.
create or replace function hera.end_of_period(p_organization_id uuid, p_code text)
returns timestamptz language plpgsql stable set search_path = '' as $$
begin
  return (to_date(p_code, 'YYYY-MM') + interval '1 month') at time zone hera.time_zone(p_organization_id);
end
$$;

-- hera.report_bounds: the time that a report is about: from from_at (NULL: since ever) to before until, of what was recorded
-- before recorded (NULL: up to now). p_query: period (a month such as 2025-01), or from and to, or as_of; recorded_as_of. A
-- date without time is a day of the organization's zone, to its end; without any, up to the end of today. No locks.
create or replace function hera.report_bounds(
  p_query jsonb, out from_at timestamptz, out until timestamptz, out recorded timestamptz
) language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
declare
  v_zone text := hera.time_zone(nullif(current_setting('hera.organization_id', true), '')::uuid);
  v_end text := coalesce(p_query ->> 'to', p_query ->> 'as_of', to_char(now() at time zone v_zone, 'YYYY-MM-DD'));
  v_month timestamp := to_date(p_query ->> 'period', 'YYYY-MM');
begin
  recorded := hera.end_of(p_query ->> 'recorded_as_of');
  if v_month is not null then
    from_at := v_month at time zone v_zone;
    until := (v_month + interval '1 month') at time zone v_zone;
  else
    from_at := hera.instant_of(p_query ->> 'from', 0);
    until := hera.end_of(v_end);
  end if;
end
$$;
grant execute on function hera.report_bounds to hera_app;

-- hera.with_span: a report's query that has no beginning gets the first day of the fiscal year that its end falls into: the first
-- period of that year in the calendar, else the organization's first fiscal month. No locks.
create or replace function hera.with_span(p_query jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_until timestamptz;
  v_last timestamp;
  v_year integer;
  v_first text;
begin
  if p_query ?| array['from', 'period'] then
    return p_query;
  end if;
  select b.until into v_until from hera.report_bounds(p_query) b;
  v_last := (v_until - interval '1 microsecond') at time zone hera.time_zone(v_organization_id);
  v_year := (select p.fiscal_year from hera.period(v_organization_id, to_char(v_last, 'YYYY-MM')) p);
  v_first := (hera.periods_of_year(v_organization_id, v_year))[1];
  if v_first is null then
    v_first := to_char(v_last - make_interval(months => (extract(month from v_last)::integer - coalesce((
      select (o.settings ->> 'fiscal_year_start_month')::integer from public.core_organizations o
      where o.id = v_organization_id), 1) + 12) % 12), 'YYYY-MM');
  end if;
  return p_query || jsonb_build_object('from', v_first || '-01');
end
$$;
grant execute on function hera.with_span to hera_app;

-- hera.fiscal_period_of: into which fiscal period of the organization a date falls, as JSON text {period_code, period_name,
-- period_status, fiscal_year, base_currency, has_periods}; state and year null where there is no period. p_date as written in a transaction,
-- NULL for now. Runs as the caller under row-level security; reads only.
create or replace function hera.fiscal_period_of(p_date text)
returns text language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_period record;
begin
  select p.* into v_period
  from public.core_organizations o,
    lateral hera.period(v_organization_id,
      to_char(coalesce(hera.instant_of(p_date, 0), now()) at time zone coalesce(o.settings ->> 'time_zone', 'UTC'), 'YYYY-MM')) p
  where o.id = v_organization_id;
  return json_build_object('period_code', v_period.period_code, 'period_name', v_period.period_name,
    'period_status', v_period.period_status, 'fiscal_year', v_period.fiscal_year::text,
    'base_currency', hera.base_currency(v_organization_id), 'has_periods', v_period.id is not null or exists (
      select from public.core_entities e
      where e.organization_id = v_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null))::text;
end
$$;
grant execute on function hera.fiscal_period_of to hera_app;

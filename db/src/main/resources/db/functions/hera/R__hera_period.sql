-- hera.period: a fiscal period by its code: id, name, state and dates; all NULL but the code when there is none.
-- Looked up by the code alone, whatever the planner knows: by the type it would read all periods that there are. No locks.
create or replace function hera.period(
  p_organization_id uuid, inout period_code text, out id uuid, out period_name text, out period_status text,
  out fiscal_year integer, out version integer
) language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  select e.id, e.entity_name, s.field_value_text, y.field_value_number::integer, e.version
  into id, period_name, period_status, fiscal_year, version
  from public.core_entities e
  left join public.core_dynamic_data s on s.organization_id = e.organization_id and s.entity_id = e.id
    and s.field_name = 'period_status'
  left join public.core_dynamic_data y on y.organization_id = e.organization_id and y.entity_id = e.id
    and y.field_name = 'fiscal_year'
  where e.organization_id = p_organization_id and e.entity_type || '' = 'FISCAL_PERIOD' and e.entity_code = period.period_code
    and e.deleted_at is null;
end
$$;
grant execute on function hera.period to hera_app;

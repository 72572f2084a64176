-- hera.periods_of_year: the codes of a fiscal year's periods, oldest first; empty when there are none. No locks.
create or replace function hera.periods_of_year(p_organization_id uuid, p_fiscal_year integer)
returns text[] language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return array(
    select e.entity_code::text
    from public.core_entities e
    join public.core_dynamic_data y on y.organization_id = e.organization_id and y.entity_id = e.id
      and y.field_name = 'fiscal_year' and y.field_value_number = p_fiscal_year
    where e.organization_id = p_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null
    order by e.entity_code);
end
$$;
grant execute on function hera.periods_of_year to hera_app;

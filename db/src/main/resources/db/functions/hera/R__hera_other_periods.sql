-- hera.other_periods: codes of the fiscal periods before (p_before) or after one that are, or are not, open; oldest first.
create or replace function hera.other_periods(p_organization_id uuid, p_code text, p_before boolean, p_open boolean)
returns text[] language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  return array(
    select e.entity_code
    from public.core_entities e
    join public.core_dynamic_data s on s.organization_id = e.organization_id and s.entity_id = e.id
      and s.field_name = 'period_status'
    where e.organization_id = p_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null
      and case when p_before then e.entity_code < p_code else e.entity_code > p_code end
      and (s.field_value_text = 'OPEN') = p_open
    order by e.entity_code);
end
$$;

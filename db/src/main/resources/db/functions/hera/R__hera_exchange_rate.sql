-- hera.exchange_rate: what one unit of a currency is worth in another on a day: the field rate of the latest EXCHANGE_RATE entity
-- named by its code 'EUR/AED 2026-03-01' up to that day; NULL when there is none, or it is no rate. No locks.
create or replace function hera.exchange_rate(p_organization_id uuid, p_currency text, p_base text, p_day date)
returns numeric language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return (
    select r.field_value_number
    from public.core_entities e
    join public.core_dynamic_data r on r.organization_id = e.organization_id and r.entity_id = e.id and r.field_name = 'rate'
    where e.organization_id = p_organization_id and e.entity_type = 'EXCHANGE_RATE' and e.deleted_at is null
      and e.entity_code between format('%s/%s 0001-01-01', p_currency, p_base)
        and format('%s/%s %s', p_currency, p_base, to_char(p_day, 'YYYY-MM-DD'))
      and e.entity_code ~ '^.{8}\d{4}-\d{2}-\d{2}$' and r.field_value_number > 0
    order by e.entity_code desc limit 1);
end
$$;

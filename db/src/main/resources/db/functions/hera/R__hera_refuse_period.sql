-- hera.refuse_period: tells why nothing can be dated into a period: ZH017, DETAIL with the guardrail's code and context.
create or replace function hera.refuse_period(p_organization_id uuid, p_code text)
returns void language plpgsql stable set search_path = '' as $$
declare
  v_period record;
  v_code text;
begin
  select * into v_period from hera.period(p_organization_id, p_code);
  v_code := case v_period.period_status
    when 'CLOSED' then 'TXN-PERIOD-CLOSED'
    when 'LOCKED' then 'TXN-PERIOD-LOCKED'
    else 'TXN-PERIOD-NOT-FOUND'
  end;
  raise exception using errcode = 'ZH017',
    message = 'HERA_PERIOD_CLOSED: ' || case v_code
      when 'TXN-PERIOD-NOT-FOUND' then format('No fiscal period found for %s', p_code)
      else format('Cannot post to %s fiscal period %s (%s)', lower(v_period.period_status), p_code, v_period.period_name)
    end,
    detail = json_build_object('code', v_code, 'period_code', p_code, 'period_name', v_period.period_name,
      'period_status', v_period.period_status, 'fiscal_year', v_period.fiscal_year::text)::text;
end
$$;

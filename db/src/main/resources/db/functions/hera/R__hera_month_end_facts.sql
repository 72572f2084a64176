-- hera.month_end_facts: the days of a fiscal period that is to be closed: its last one and the first of the next, in the organization's
-- zone. Fails the procedure with PERIOD_NOT_FOUND, PERIOD_NOT_OPEN, or NEXT_PERIOD_CLOSED when accruals could not be taken back in
-- the next one (p_next). Reads only.
create or replace function hera.month_end_facts(p_code text, p_next boolean, out last_day date, out next_day date)
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_period record;
begin
  select * into v_period from hera.period(v_here, p_code);
  if v_period.id is null then
    perform hera.fail_procedure('PERIOD_NOT_FOUND', 'there is no fiscal period ' || p_code, jsonb_build_object('field', 'period_code', 'period_code', p_code));
  elsif v_period.period_status <> 'OPEN' then
    perform hera.fail_procedure('PERIOD_NOT_OPEN', format('fiscal period %s is %s', p_code, lower(v_period.period_status)),
      jsonb_build_object('period_code', p_code, 'period_status', v_period.period_status));
  end if;
  next_day := ((p_code || '-01')::date + interval '1 month')::date;
  last_day := next_day - 1;
  select * into v_period from hera.period(v_here, to_char(next_day, 'YYYY-MM'));
  if p_next and v_period.period_status is distinct from 'OPEN' then
    perform hera.fail_procedure('NEXT_PERIOD_CLOSED', format('accruals are taken back on %s, and that fiscal period is %s', next_day,
      coalesce(lower(v_period.period_status), 'missing')), jsonb_build_object('period_code', v_period.period_code));
  end if;
end
$$;

-- hera.till_count: HERA.SALON.POS.TILL.COUNT.V1: what should be in a till at the end of a day, by what was sold and refunded there, against what was counted.
-- Changes nothing, and lets nobody sell there on that day until the run has closed it. Answers {till_number, day, till, branch_id,
-- currency_code, opening_float, counted_cash, expected_cash, difference, by_method: {CASH, CARD, BANK}, transactions}. Locks:
-- hera.hold_till, alone. Fails with the codes of its specification.
create or replace function hera.till_count(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_till text := hera.asked_till(p_inputs, null);
  v_currency text := coalesce(p_inputs ->> 'currency_code', hera.base_currency(v_here));
  v_day date := coalesce((p_inputs ->> 'day')::date, (now() at time zone hera.time_zone(v_here))::date);
  v_counted numeric := hera.asked_number(p_inputs, 'counted_cash', 'INVALID_AMOUNT', hera.minor_units(v_currency));
  v_float numeric := coalesce(hera.asked_number(p_inputs, 'opening_float', 'INVALID_AMOUNT', hera.minor_units(v_currency)), 0);
  v_branch_id uuid := (p_inputs ->> 'branch_id')::uuid;
  v_number text;
  v_taken jsonb;
  v_expected numeric;
begin
  if v_counted < 0 or v_float < 0 or v_currency !~ '^[A-Z]{3}$' then
    perform hera.fail_procedure('INVALID_AMOUNT', 'amounts are not negative, and of a currency', jsonb_build_object('field',
      case when v_counted < 0 then 'counted_cash' when v_float < 0 then 'opening_float' else 'currency_code' end));
  elsif v_day > (now() at time zone hera.time_zone(v_here))::date then
    perform hera.fail_procedure('INVALID_DATE', 'the day has not come', '{"field": "day"}');
  elsif v_branch_id is not null then
    perform hera.refuse_unknown_branch(v_branch_id, 'branch_id');
  end if;
  v_number := hera.hold_till(v_branch_id, v_till, v_currency, v_day, true);
  v_taken := hera.till_takings(v_branch_id, v_till, v_currency, v_day);
  v_expected := v_float + coalesce((v_taken -> 'by_method' ->> 'CASH')::numeric, 0);
  if v_counted <> v_expected and coalesce(trim(p_inputs ->> 'reason'), '') = '' then
    perform hera.fail_procedure('REASON_REQUIRED', format('%s were expected: say why', v_expected), jsonb_build_object(
      'field', 'reason', 'expected_cash', v_expected, 'counted_cash', v_counted));
  end if;
  return v_taken || jsonb_build_object('till_number', v_number, 'day', v_day, 'till', v_till, 'branch_id', v_branch_id,
    'currency_code', v_currency, 'opening_float', v_float, 'counted_cash', v_counted, 'expected_cash', v_expected,
    'difference', v_counted - v_expected);
end
$$;
alter function hera.till_count owner to hera_writer;
grant execute on function hera.till_count to hera_app;

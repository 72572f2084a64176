-- hera.asked_payments: the payments of a sale as a caller gives them, checked: [{method: CASH, CARD or BANK, amount, reference?}], each amount
-- positive and of the currency's decimals. Fails the procedure with INVALID_PAYMENT. Immutable, no locks.
create or replace function hera.asked_payments(p_payments jsonb, p_units integer)
returns jsonb language plpgsql immutable set search_path = '' as $$
declare
  v_payment jsonb;
  v_checked jsonb := '[]';
begin
  if jsonb_array_length(p_payments) > 50 then
    perform hera.fail_procedure('INVALID_PAYMENT', 'there are at most 50 payments', '{"field": "payments"}');
  end if;
  for v_payment in select p.value from jsonb_array_elements(p_payments) with ordinality p (value, position) order by p.position loop
    if jsonb_typeof(v_payment) <> 'object' or upper(v_payment ->> 'method') not in ('CASH', 'CARD', 'BANK')
        or not v_payment ? 'method' or coalesce(hera.asked_number(v_payment, 'amount', 'INVALID_PAYMENT', p_units), 0) <= 0
        or length(v_payment ->> 'reference') > 200 then
      perform hera.fail_procedure('INVALID_PAYMENT', 'a payment has a method (CASH, CARD or BANK) and a positive amount',
        '{"field": "payments"}');
    end if;
    v_checked := v_checked || jsonb_strip_nulls(jsonb_build_object('method', upper(v_payment ->> 'method'),
      'amount', v_payment -> 'amount', 'reference', v_payment ->> 'reference'));
  end loop;
  return v_checked;
end
$$;

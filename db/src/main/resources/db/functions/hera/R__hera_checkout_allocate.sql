-- hera.checkout_allocate: HERA.SALON.POS.CHECKOUT.ALLOCATE.V1: whether what is paid covers a cart that was just priced, and how much is given back, from
-- the cash alone. The tip is what the caller says, else what the cart does. Changes nothing. Answers {payments, due_amount,
-- tendered_amount, change_due, tip_amount, sold_at, till}. Locks: the cart; hera.hold_till, so that the day stays open until the
-- sale is there. Fails with the codes of its specification.
create or replace function hera.checkout_allocate(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_units integer := hera.minor_units(v_cart.currency_code);
  v_till text := hera.asked_till(p_inputs, v_cart.business_context ->> 'till');
  v_at timestamptz := hera.asked_instant(p_inputs, 'sold_at');
  v_payments jsonb := hera.asked_payments(coalesce(p_inputs -> 'payments', '[]'), v_units);
  v_tip numeric := coalesce(hera.asked_number(p_inputs, 'tip_amount', 'INVALID_PAYMENT', v_units),
    hera.asked_number(v_cart.business_context, 'tip_amount', 'INVALID_PAYMENT', v_units), 0);
  v_change numeric;
  v_cash numeric;
begin
  perform hera.refuse_unsaleable(v_cart);
  if (p_inputs ->> 'expected_total')::numeric <> v_cart.total_amount then
    perform hera.fail_procedure('PRICE_CHANGED', format('the cart costs %s', v_cart.total_amount),
      jsonb_build_object('field', 'expected_total', 'expected_total', p_inputs -> 'expected_total', 'total_amount', v_cart.total_amount));
  elsif v_tip < 0 then
    perform hera.fail_procedure('INVALID_PAYMENT', 'a tip is not negative', '{"field": "tip_amount"}');
  end if;
  perform hera.hold_till(hera.branch_of(v_cart), v_till, v_cart.currency_code,
    (v_at at time zone hera.time_zone(v_cart.organization_id))::date, false);
  select coalesce(sum((p.value ->> 'amount')::numeric), 0) - v_cart.total_amount - v_tip,
    coalesce(sum((p.value ->> 'amount')::numeric) filter (where p.value ->> 'method' = 'CASH'), 0)
  into v_change, v_cash
  from jsonb_array_elements(v_payments) p;
  if v_change < 0 then
    perform hera.fail_procedure('PAYMENT_INSUFFICIENT', format('%s are missing', -v_change), jsonb_build_object('field', 'payments', 'missing', -v_change));
  elsif v_change > v_cash then
    perform hera.fail_procedure('OVERPAID', 'only cash gives change', jsonb_build_object('field', 'payments', 'change_due', v_change, 'cash', v_cash));
  end if;
  return jsonb_build_object('payments', v_payments, 'due_amount', v_cart.total_amount + v_tip,
    'tendered_amount', v_cart.total_amount + v_tip + v_change, 'change_due', v_change, 'tip_amount', v_tip, 'sold_at', hera.utc(v_at),
    'till', v_till);
end
$$;
alter function hera.checkout_allocate owner to hera_writer;
grant execute on function hera.checkout_allocate to hera_app;

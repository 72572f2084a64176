-- hera.sale_post: HERA.SALON.POS.SALE.POST.V1: books a cart as sold: one POS_SALE, which is the receipt (lines, payments) and its balanced journal at once,
-- posted, and so never changed again. It follows from the cart, of which there is never more than one sale. Answers
-- {transaction_id, sale_number, total_amount, net_amount, tax_amount, debits, credits, customer_id, loyalty_points}. Locks: the
-- cart, the fiscal period (shared). Fails with the codes of its specification.
create or replace function hera.sale_post(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_totals jsonb := v_cart.metadata -> 'totals';
  v_tip numeric := coalesce((p_inputs ->> 'tip_amount')::numeric, 0);
  v_net numeric := (v_totals ->> 'subtotal')::numeric - (v_totals ->> 'discount_amount')::numeric;
  v_points numeric := hera.loyalty_points(v_cart.source_entity_id, v_net);
  v_items jsonb[] := hera.sale_lines(v_cart, (v_totals ->> 'discount_amount')::numeric, coalesce(p_inputs -> 'issued', '[]'));
  v_entries jsonb[] := hera.sale_entries(v_cart, v_items, p_inputs -> 'payments', (p_inputs ->> 'change_due')::numeric, v_tip,
    -coalesce((p_inputs ->> 'issued_value')::numeric, 0));
  v_sale jsonb;
begin
  v_sale := hera.post_trade(jsonb_build_object('transaction_type', 'POS_SALE', 'smart_code', 'HERA.SALON.POS.GL.SALE.V1',
    'transaction_date', p_inputs ->> 'sold_at', 'source_entity_id', v_cart.source_entity_id, 'total_amount', v_cart.total_amount,
    'currency_code', v_cart.currency_code, 'transaction_status', 'COMPLETED', 'business_context', jsonb_strip_nulls(
      v_cart.business_context || jsonb_build_object('cart_id', v_cart.id, 'branch_id', hera.branch_of(v_cart), 'till', p_inputs -> 'till', 'net_amount', v_net,
        'tax_amount', v_totals -> 'tax_amount', 'tip_amount', v_tip, 'change_due', p_inputs -> 'change_due',
        'payments', p_inputs -> 'payments', 'loyalty_points', v_points))), v_items || v_entries, v_cart.id);
  return jsonb_build_object('transaction_id', v_sale -> 'transaction_id', 'sale_number', v_sale -> 'transaction_number',
    'total_amount', v_cart.total_amount, 'net_amount', v_net, 'tax_amount', v_totals -> 'tax_amount',
    'debits', (select coalesce(sum((l.value ->> 'debit_amount')::numeric), 0) from unnest(v_entries) l (value)),
    'credits', (select coalesce(sum((l.value ->> 'credit_amount')::numeric), 0) from unnest(v_entries) l (value)),
    'customer_id', v_cart.source_entity_id, 'loyalty_points', v_points);
end
$$;
alter function hera.sale_post owner to hera_writer;
grant execute on function hera.sale_post to hera_app;

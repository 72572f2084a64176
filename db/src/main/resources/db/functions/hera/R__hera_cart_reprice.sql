-- hera.cart_reprice: HERA.SALON.POS.CART.REPRICE.V1: computes an open cart anew. A price that was asked stays; else the item's price for the
-- customer's loyalty tier (item: tier_prices, customer: loyalty_tier), else its price. Discounts of lines come off lines, the
-- cart's (business_context.discount_percent, discount_amount) off their sum; tax by the organization's rate comes on top. All is
-- rounded to the currency's minor unit, and the lines' taxes add up to the cart's. Answers the cart. Locks: the cart. Fails with
-- the codes of its specification.
create or replace function hera.cart_reprice(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_units integer := hera.minor_units(v_cart.currency_code);
  v_rate numeric;
  v_subtotal numeric;
  v_discount numeric;
  v_totals jsonb;
begin
  select coalesce((o.settings ->> 'tax_rate')::numeric, 0) into v_rate from public.core_organizations o
  where o.id = v_cart.organization_id;
  perform hera.price_cart_lines(v_cart, v_units);
  select coalesce(sum(l.line_amount), 0) into v_subtotal from public.universal_transaction_lines l
  where l.organization_id = v_cart.organization_id and l.transaction_id = v_cart.id;
  v_discount := least(v_subtotal, greatest(0,
    round(v_subtotal * coalesce((v_cart.business_context ->> 'discount_percent')::numeric, 0) / 100, v_units)
    + coalesce((v_cart.business_context ->> 'discount_amount')::numeric, 0)));
  v_totals := jsonb_build_object('subtotal', v_subtotal, 'discount_amount', v_discount, 'tax_rate', v_rate,
    'tax_amount', round((v_subtotal - v_discount) * v_rate / 100, v_units),
    'total_amount', v_subtotal - v_discount + round((v_subtotal - v_discount) * v_rate / 100, v_units));
  perform hera.spread_cart_tax(v_cart, v_subtotal, (v_totals ->> 'tax_amount')::numeric, v_units);
  update public.universal_transactions t
  set total_amount = (v_totals ->> 'total_amount')::numeric, metadata = t.metadata || jsonb_build_object('totals', v_totals)
  where t.organization_id = v_cart.organization_id and t.id = v_cart.id;
  perform hera.cart_touched(v_cart, 'total_amount', to_jsonb(v_cart.total_amount), v_totals -> 'total_amount', p_context);
  return jsonb_build_object('cart_id', v_cart.id, 'status', v_cart.transaction_status, 'customer_id', v_cart.source_entity_id,
    'currency_code', v_cart.currency_code, 'totals', v_totals, 'lines', coalesce((
      select jsonb_agg(hera.cart_line(l) order by l.line_number) from public.universal_transaction_lines l
      where l.organization_id = v_cart.organization_id and l.transaction_id = v_cart.id), '[]'));
end
$$;
alter function hera.cart_reprice owner to hera_writer;
grant execute on function hera.cart_reprice to hera_app;

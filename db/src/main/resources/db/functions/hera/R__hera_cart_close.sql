-- hera.cart_close: HERA.SALON.POS.CART.CLOSE.V1: closes a cart that was sold, so that nothing of it changes any more, and answers the receipt: {cart_id,
-- status, previous_status, sale_id, sale_number, total_amount, tax_amount, tip_amount, payments, change_due, loyalty_points}.
-- Locks: the cart. Fails with the codes of its specification.
create or replace function hera.cart_close(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
begin
  perform hera.cart_stands(v_cart, 'CLOSED', p_context);
  return p_inputs || jsonb_build_object('status', 'CLOSED', 'previous_status', v_cart.transaction_status);
end
$$;
alter function hera.cart_close owner to hera_writer;
grant execute on function hera.cart_close to hera_app;

-- hera.stock_adjust: HERA.SALON.INV.RESERVE.ADJUST.V1: makes a line's reservation fit its new quantity. Answers {entity_id, quantity_delta}.
-- Locks: the cart, the product. Fails with the codes of its specification.
create or replace function hera.stock_adjust(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_line public.universal_transaction_lines := hera.line_of_cart(v_cart, (p_inputs ->> 'line_id')::uuid);
  v_delta numeric := (p_inputs ->> 'quantity')::numeric - v_line.quantity;
begin
  perform hera.reserve_stock(v_cart, v_line.entity_id, v_delta, p_context);
  return jsonb_build_object('entity_id', v_line.entity_id, 'quantity_delta', v_delta);
end
$$;
alter function hera.stock_adjust owner to hera_writer;
grant execute on function hera.stock_adjust to hera_app;

-- hera.stock_release: HERA.SALON.INV.RESERVE.RELEASE.V1: gives back stock that was kept for a cart; never more than it holds. Answers
-- {entity_id, quantity}. Locks: the cart, the product.
create or replace function hera.stock_release(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, false);
  v_quantity numeric := (p_inputs ->> 'quantity')::numeric;
begin
  perform hera.reserve_stock(v_cart, (p_inputs ->> 'entity_id')::uuid, -v_quantity, p_context);
  return jsonb_build_object('entity_id', p_inputs -> 'entity_id', 'quantity', v_quantity);
end
$$;
alter function hera.stock_release owner to hera_writer;
grant execute on function hera.stock_release to hera_app;

-- hera.stock_reserve: HERA.SALON.INV.RESERVE.SOFT.V1: keeps stock of a product for an open cart. Answers {entity_id, quantity, available}. Locks:
-- the cart, the product. Fails with the codes of its specification; as a compensation the cart may be closed.
create or replace function hera.stock_reserve(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, not (p_context ->> 'undoing')::boolean);
  v_quantity numeric := coalesce((p_inputs ->> 'quantity')::numeric, 1);
begin
  return jsonb_build_object('entity_id', p_inputs -> 'entity_id', 'quantity', v_quantity,
    'available', hera.reserve_stock(v_cart, (p_inputs ->> 'entity_id')::uuid, v_quantity, p_context));
end
$$;
alter function hera.stock_reserve owner to hera_writer;
grant execute on function hera.stock_reserve to hera_app;

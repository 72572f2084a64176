-- hera.stock_restore: HERA.SALON.INV.RESERVE.RESTORE.V1: takes an adjustment of a reservation back; without one nothing had happened. Answers
-- {entity_id}. Locks: the cart, the product. Fails with INSUFFICIENT_STOCK when what was given back is somebody else's by now.
create or replace function hera.stock_restore(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  if p_inputs ->> 'quantity_delta' is not null then
    perform hera.reserve_stock(hera.cart_of((p_inputs ->> 'cart_id')::uuid, false), (p_inputs ->> 'entity_id')::uuid,
      -(p_inputs ->> 'quantity_delta')::numeric, p_context);
  end if;
  return jsonb_build_object('entity_id', p_inputs -> 'entity_id');
end
$$;
alter function hera.stock_restore owner to hera_writer;
grant execute on function hera.stock_restore to hera_app;

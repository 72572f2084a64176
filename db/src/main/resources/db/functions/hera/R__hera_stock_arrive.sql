-- hera.stock_arrive: HERA.RETAIL.INV.STOCK.ARRIVE.V1: puts what a transfer carried into stock of a branch; it is on its way no more. Answers {movement_id, items,
-- value} of hera.move_items. Locks: the products by id. Fails with the codes of its specification.
create or replace function hera.stock_arrive(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  return hera.move_items('ARRIVE', (
    select jsonb_agg(jsonb_build_object('entity_id', i.value -> 'entity_id', 'quantity', i.value -> 'quantity',
      'in_transit', -(i.value ->> 'quantity')::numeric, 'branch_id', p_inputs -> 'branch_id', 'settle', true))
    from jsonb_array_elements(p_inputs -> 'items') i),
    jsonb_build_object('branch_id', p_inputs -> 'branch_id', 'transfer_id', p_inputs -> 'transfer_id'), p_context);
end
$$;
alter function hera.stock_arrive owner to hera_writer;
grant execute on function hera.stock_arrive to hera_app;

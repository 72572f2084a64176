-- hera.stock_receive: HERA.RETAIL.INV.STOCK.RECEIVE.V1: puts bought products into stock of a branch (or of none) at what they cost, which moves their average
-- cost. Answers {movement_id, items, value} of hera.move_items. Locks: the products by id. Fails with the codes of its
-- specification.
create or replace function hera.stock_receive(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  return hera.move_items('RECEIVE', (
    select jsonb_agg(jsonb_build_object('entity_id', l.value -> 'entity_id', 'quantity', l.value -> 'quantity',
      'unit_cost', l.value -> 'unit_cost', 'branch_id', p_inputs -> 'branch_id', 'settle', true))
    from jsonb_array_elements(hera.asked_items(p_inputs -> 'lines', array['quantity', 'unit_cost'], true)) l),
    jsonb_build_object('branch_id', p_inputs -> 'branch_id', 'supplier_id', p_inputs -> 'supplier_id',
      'reference', p_inputs -> 'reference'), p_context);
end
$$;
alter function hera.stock_receive owner to hera_writer;
grant execute on function hera.stock_receive to hera_app;

-- hera.stock_return: HERA.RETAIL.INV.STOCK.RETURN.V1: puts products that customers brought back into stock of the branch, at the cost at which they left.
-- Products that are gone by now, and services, are passed over. Answers {movement_id, items, value} of hera.move_items. Locks: the
-- products by id. Fails with the codes of its specification.
create or replace function hera.stock_return(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  return hera.move_items('RETURN', (
    select coalesce(jsonb_agg(jsonb_build_object('entity_id', i.value -> 'entity_id', 'quantity', i.value -> 'quantity',
      'unit_cost', i.value -> 'unit_cost', 'branch_id', p_inputs -> 'branch_id')), '[]')
    from jsonb_array_elements(p_inputs -> 'items') i
    where i.value ->> 'line_type' = 'RETAIL' and i.value ->> 'entity_id' is not null),
    jsonb_build_object('sale_id', p_inputs -> 'sale_id', 'branch_id', p_inputs -> 'branch_id'), p_context);
end
$$;
alter function hera.stock_return owner to hera_writer;
grant execute on function hera.stock_return to hera_app;

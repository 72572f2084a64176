-- hera.stock_dispatch: HERA.RETAIL.INV.STOCK.DISPATCH.V1: takes products out of a branch's stock and counts them as on their way; what carts keep there stays.
-- Answers {movement_id, items, value} of hera.move_items, quantities and values negative. Locks: the products by id. Fails with
-- the codes of its specification.
create or replace function hera.stock_dispatch(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  if p_inputs ->> 'from_branch_id' = p_inputs ->> 'to_branch_id' then
    perform hera.fail_procedure('SAME_BRANCH', 'goods go from one branch to another', '{"field": "to_branch_id"}');
  end if;
  perform hera.refuse_unknown_branch((p_inputs ->> 'from_branch_id')::uuid, 'from_branch_id');
  perform hera.refuse_unknown_branch((p_inputs ->> 'to_branch_id')::uuid, 'to_branch_id');
  return hera.move_items('DISPATCH', (
    select jsonb_agg(jsonb_build_object('entity_id', l.value -> 'entity_id', 'quantity', -(l.value ->> 'quantity')::numeric,
      'in_transit', l.value -> 'quantity', 'branch_id', p_inputs -> 'from_branch_id', 'settle', true))
    from jsonb_array_elements(hera.asked_items(p_inputs -> 'lines', array['quantity'], true)) l),
    jsonb_build_object('branch_id', p_inputs -> 'from_branch_id', 'to_branch_id', p_inputs -> 'to_branch_id'), p_context);
end
$$;
alter function hera.stock_dispatch owner to hera_writer;
grant execute on function hera.stock_dispatch to hera_app;

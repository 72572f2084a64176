-- hera.move_items: moves stock of several products and keeps that in a transaction STOCK_MOVEMENT (smart code HERA.RETAIL.INV.STOCK.{p_kind}.V1),
-- which hera.stock_revert takes back. p_moves: [{entity_id, quantity (negative: leaves), in_transit?, unit_cost? (what comes at a
-- price of its own changes the average), branch_id, settle (the branch keeps it from now on) | place (known), reserved? (what its
-- cart kept of it)}]; p_about goes into business_context. Answers {movement_id, items: [{entity_id, quantity, unit_cost, value}],
-- value}, value in the base currency and signed as the quantity. Locks: the products, by id. Fails the procedure with
-- UNKNOWN_ITEM, UNKNOWN_BRANCH, and INSUFFICIENT_STOCK when more would leave than open carts let go.
create or replace function hera.move_items(p_kind text, p_moves jsonb, p_about jsonb, p_context jsonb)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_lines jsonb[];
  v_moved jsonb;
begin
  if p_moves = '[]' then
    return '{"items": [], "value": 0}';
  end if;
  for v_moved in
    select m.value from jsonb_array_elements(p_moves) with ordinality m (value, position)
    order by (m.value ->> 'entity_id')::uuid, m.position
  loop
    v_lines := v_lines || hera.move_item(v_moved, format('HERA.RETAIL.INV.STOCK.%s.V1', p_kind), p_context);
  end loop;
  return jsonb_build_object(
    'movement_id', hera.create_transaction(v_here, 'owner', jsonb_build_object('transaction_type', 'STOCK_MOVEMENT',
      'smart_code', format('HERA.RETAIL.INV.STOCK.%s.V1', p_kind), 'transaction_status', 'DONE',
      'transaction_date', hera.utc(now()), 'business_context', jsonb_strip_nulls(p_about || jsonb_build_object('run_id', p_context -> 'run_id'))),
      v_lines, '{}', '[]', '{}') -> 'transaction_id',
    'items', (
      select jsonb_agg(jsonb_build_object('entity_id', l.value -> 'entity_id', 'quantity', l.value -> 'quantity',
        'unit_cost', l.value -> 'unit_amount', 'value', l.value -> 'line_amount'))
      from unnest(v_lines) l (value)),
    'value', (select sum((l.value ->> 'line_amount')::numeric) from unnest(v_lines) l (value)));
end
$$;

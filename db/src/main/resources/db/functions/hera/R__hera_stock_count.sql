-- hera.stock_count: HERA.RETAIL.INV.STOCK.COUNT.V1: makes the stock of a branch (or of none) what was counted. A line may carry expected, what the counter's
-- sheet said: when stock has moved since, the count is worth nothing. Answers {movement_id?, items, value, lines: [{entity_id,
-- expected, counted, difference}]}, items and value as hera.move_items. Locks: the products by id. Fails with the codes of its
-- specification.
create or replace function hera.stock_count(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_line record;
  v_place uuid;
  v_now record;
  v_moves jsonb := '[]';
  v_lines jsonb := '[]';
begin
  for v_line in
    select (l.value ->> 'entity_id')::uuid as entity_id, (l.value ->> 'counted')::numeric as counted,
      hera.asked_number(l.value, 'expected', 'INVALID_LINES', 6) as expected
    from jsonb_array_elements(hera.asked_items(p_inputs -> 'lines', array['counted'], false)) l order by 1
  loop
    v_place := hera.settle_place(hera.lock_product(v_line.entity_id, false), (p_inputs ->> 'branch_id')::uuid);
    select * into v_now from hera.stock_at(v_line.entity_id, v_place);
    if v_line.expected <> v_now.quantity then
      perform hera.fail_procedure('COUNT_OUTDATED', format('%s stand there by now', v_now.quantity), jsonb_build_object(
        'field', 'lines', 'entity_id', v_line.entity_id, 'expected', v_line.expected, 'quantity', v_now.quantity));
    elsif v_line.counted < v_now.reserved or v_line.counted - v_now.quantity < -v_now.free then
      perform hera.fail_procedure('STOCK_RESERVED', format('carts keep %s', v_now.reserved), jsonb_build_object(
        'field', 'lines', 'entity_id', v_line.entity_id, 'counted', v_line.counted, 'reserved', v_now.reserved));
    end if;
    v_lines := v_lines || jsonb_build_object('entity_id', v_line.entity_id, 'expected', v_now.quantity, 'counted', v_line.counted,
      'difference', v_line.counted - v_now.quantity);
    if v_line.counted <> v_now.quantity then
      v_moves := v_moves || jsonb_build_object('entity_id', v_line.entity_id, 'quantity', v_line.counted - v_now.quantity, 'place', v_place);
    end if;
  end loop;
  return hera.move_items('COUNT', v_moves, jsonb_build_object('branch_id', p_inputs -> 'branch_id', 'reason', p_inputs -> 'reason',
    'counted', v_lines), p_context) || jsonb_build_object('lines', v_lines);
end
$$;
alter function hera.stock_count owner to hera_writer;
grant execute on function hera.stock_count to hera_app;

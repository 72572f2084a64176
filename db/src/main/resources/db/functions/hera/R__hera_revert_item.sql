-- hera.revert_item: moves back what one line of a stock movement moved. See hera.stock_revert. Locks: the product.
create or replace function hera.revert_item(p_line public.universal_transaction_lines, p_context jsonb)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_product public.core_entities := hera.lock_product(p_line.entity_id, true);
  v_place uuid := (p_line.line_data ->> 'place')::uuid;
  v_unit_cost numeric := (p_line.line_data ->> 'unit_cost')::numeric;
  v_now record;
  v_cost numeric;
begin
  select * into v_now from hera.stock_at(p_line.entity_id, v_place);
  if p_line.quantity > v_now.free then
    perform hera.fail_procedure('INSUFFICIENT_STOCK', format('%s came and %s are left', p_line.quantity, greatest(v_now.free, 0)),
      jsonb_build_object('entity_id', p_line.entity_id, 'available', greatest(v_now.free, 0)));
  end if;
  v_cost := case
    when v_unit_cost is null then v_now.cost
    when v_now.cost is not distinct from (p_line.line_data ->> 'cost_after')::numeric then (p_line.line_data ->> 'cost_before')::numeric
    else coalesce(hera.average_cost(v_now.on_hand + v_now.in_transit, v_now.cost, -p_line.quantity, v_unit_cost,
      hera.minor_units(hera.base_currency(p_line.organization_id))), v_now.cost) end;
  perform hera.move_stock(v_product, v_place, -p_line.quantity, -coalesce((p_line.line_data ->> 'in_transit')::numeric, 0),
    case when v_cost is distinct from v_now.cost then hera.number_field(p_line.entity_id, 'cost', v_cost) else '{}' end, p_context);
end
$$;

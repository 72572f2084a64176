-- hera.move_item: moves one product as hera.move_items says, and answers the line that tells of it. Locks: the product.
create or replace function hera.move_item(p_move jsonb, p_smart_code text, p_context jsonb)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_quantity numeric := (p_move ->> 'quantity')::numeric;
  v_unit_cost numeric := (p_move ->> 'unit_cost')::numeric;
  v_units integer := hera.minor_units(hera.base_currency(nullif(current_setting('hera.organization_id', true), '')::uuid));
  v_product public.core_entities := hera.lock_product((p_move ->> 'entity_id')::uuid, v_quantity < 0);
  v_place uuid;
  v_now record;
  v_cost numeric;
begin
  v_place := case
    when p_move ? 'place' then (p_move ->> 'place')::uuid
    when (p_move ->> 'settle')::boolean then hera.settle_place(v_product, (p_move ->> 'branch_id')::uuid)
    else hera.stock_place(v_product.id, (p_move ->> 'branch_id')::uuid) end;
  select * into v_now from hera.stock_at(v_product.id, v_place);
  if -v_quantity > v_now.free then
    perform hera.fail_procedure('INSUFFICIENT_STOCK', format('%s are asked for and %s are left', -v_quantity, greatest(v_now.free, 0)),
      jsonb_build_object('field', 'lines', 'entity_id', v_product.id, 'requested', -v_quantity, 'available', greatest(v_now.free, 0)));
  end if;
  v_cost := v_now.cost;
  if v_quantity > 0 and v_unit_cost is not null then
    v_cost := hera.average_cost(v_now.on_hand + v_now.in_transit, v_now.cost, v_quantity, v_unit_cost, v_units);
  end if;
  perform hera.move_stock(v_product, v_place, v_quantity, coalesce((p_move ->> 'in_transit')::numeric, 0),
    case when v_cost is distinct from v_now.cost then hera.number_field(v_product.id, 'cost', v_cost) else '{}' end, p_context);
  return jsonb_build_object('line_type', 'STOCK', 'smart_code', p_smart_code, 'entity_id', v_product.id,
    'description', v_product.entity_name, 'quantity', v_quantity, 'unit_amount', coalesce(v_unit_cost, v_now.cost, 0),
    'line_amount', round(v_quantity * coalesce(v_unit_cost, v_now.cost, 0), v_units),
    'line_data', jsonb_build_object('place', v_place, 'in_transit', p_move -> 'in_transit', 'reserved', p_move -> 'reserved',
      'unit_cost', v_unit_cost, 'cost_before', v_now.cost, 'cost_after', v_cost));
end
$$;

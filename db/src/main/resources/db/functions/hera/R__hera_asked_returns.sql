-- hera.asked_returns: what is given back of a sale: [{line_number, quantity}] as asked, summed by line, or all that is left when nothing is. Answers
-- [{line_number, line_type, entity_id, description, quantity, net, tax, unit_cost}]; amounts are the line's in proportion, rounded
-- so that what is refunded in parts adds up to what was paid. Reads only. Fails the procedure with INVALID_LINES, LINE_NOT_FOUND,
-- INVALID_QUANTITY, ALREADY_REFUNDED.
create or replace function hera.asked_returns(p_sale public.universal_transactions, p_lines jsonb)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_units integer := hera.minor_units(p_sale.currency_code);
  v_asked jsonb := hera.asked_quantities(p_lines);
  v_items jsonb := '[]';
  v_line record;
  v_quantity numeric;
begin
  for v_line in select * from hera.left_of_sale(p_sale) loop
    v_quantity := case when v_asked is null then v_line.quantity - v_line.done else (v_asked ->> v_line.line_number::text)::numeric end;
    v_asked := v_asked - v_line.line_number::text;
    continue when coalesce(v_quantity, 0) = 0;
    if v_line.line_type = 'RETAIL' and v_quantity <> trunc(v_quantity) then
      perform hera.fail_procedure('INVALID_QUANTITY', 'a product comes back whole', jsonb_build_object('field', 'lines', 'line_number', v_line.line_number));
    elsif v_quantity > v_line.quantity - v_line.done then
      perform hera.fail_procedure('ALREADY_REFUNDED', format('of line %s are %s left to refund', v_line.line_number,
        v_line.quantity - v_line.done), jsonb_build_object('field', 'lines', 'line_number', v_line.line_number, 'sold', v_line.quantity,
        'refunded', v_line.done, 'requested', v_quantity));
    end if;
    v_items := v_items || jsonb_build_object('line_number', v_line.line_number, 'line_type', v_line.line_type,
      'entity_id', v_line.entity_id, 'description', v_line.description, 'quantity', v_quantity, 'unit_cost', v_line.unit_cost,
      'net', round(v_line.net * (v_line.done + v_quantity) / v_line.quantity, v_units) - v_line.done_net,
      'tax', round(v_line.tax * (v_line.done + v_quantity) / v_line.quantity, v_units) - v_line.done_tax);
  end loop;
  if v_asked <> '{}' then
    perform hera.fail_procedure('LINE_NOT_FOUND', 'the sale has no line ' || (select min(k.name) from jsonb_object_keys(v_asked) k (name)),
      jsonb_build_object('field', 'lines', 'sale_id', p_sale.id));
  elsif v_items = '[]' then
    perform hera.fail_procedure('ALREADY_REFUNDED', 'nothing is left to refund', jsonb_build_object('sale_id', p_sale.id));
  end if;
  return v_items;
end
$$;

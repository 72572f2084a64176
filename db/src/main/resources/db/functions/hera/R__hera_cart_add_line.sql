-- hera.cart_add_line: HERA.SALON.POS.CART.ADD_LINE.V1: puts a line into an open cart, or with mode validate_only says whether it could be. A price
-- that is asked stays; without one the line takes the item's, and repricing may change it. Answers {line_id, line_type,
-- entity_id, quantity}. Locks: the cart. Fails with the codes of its specification.
create or replace function hera.cart_add_line(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_type text := p_inputs ->> 'line_type';
  v_entity_id uuid := (p_inputs ->> 'entity_id')::uuid;
  v_asked numeric := (p_inputs ->> 'unit_amount')::numeric;
  v_quantity numeric := coalesce((p_inputs ->> 'quantity')::numeric, 1);
  v_item jsonb := hera.cart_item(v_type, v_entity_id, v_asked);
  v_line public.universal_transaction_lines;
begin
  perform hera.refuse_cart_line(v_type, v_quantity, coalesce(v_asked, (v_item ->> 'price')::numeric),
    (p_inputs ->> 'discount_percent')::numeric, (p_inputs ->> 'discount_amount')::numeric, (p_inputs ->> 'stylist_id')::uuid);
  if p_context ->> 'mode' = 'validate_only' then
    return jsonb_build_object('line_type', v_type, 'entity_id', v_entity_id, 'quantity', v_quantity);
  end if;
  insert into public.universal_transaction_lines
    (organization_id, transaction_id, line_number, line_type, description, entity_id, quantity, unit_amount, currency_code,
     smart_code, line_data)
  select v_cart.organization_id, v_cart.id, coalesce(max(l.line_number), 0) + 1, v_type,
    coalesce(p_inputs ->> 'description', v_item ->> 'name'), v_entity_id, v_quantity,
    coalesce(v_asked, (v_item ->> 'price')::numeric), v_cart.currency_code,
    format('HERA.SALON.POS.CART.LINE.%s.V1', v_type), jsonb_strip_nulls(jsonb_build_object('unit_amount', v_asked,
      'discount_percent', p_inputs -> 'discount_percent', 'discount_amount', p_inputs -> 'discount_amount',
      'stylist_id', p_inputs -> 'stylist_id'))
  from public.universal_transaction_lines l
  where l.organization_id = v_cart.organization_id and l.transaction_id = v_cart.id
  returning * into v_line;
  perform hera.cart_touched(v_cart, 'lines.' || v_line.line_number, null, hera.cart_line(v_line), p_context);
  return jsonb_build_object('line_id', v_line.id, 'line_type', v_type, 'entity_id', v_entity_id, 'quantity', v_quantity);
end
$$;
alter function hera.cart_add_line owner to hera_writer;
grant execute on function hera.cart_add_line to hera_app;

-- hera.cart_update_line: HERA.SALON.POS.CART.UPDATE_LINE.V1: changes what is given of a line of an open cart, or with mode validate_only says
-- whether it could be. Answers {line_id, line_type, entity_id, quantity, previous}; previous is what hera.cart_restore_line
-- puts back. Locks: the cart. Fails with the codes of its specification.
create or replace function hera.cart_update_line(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_old public.universal_transaction_lines := hera.line_of_cart(v_cart, (p_inputs ->> 'line_id')::uuid);
  v_data jsonb := v_old.line_data || jsonb_strip_nulls(jsonb_build_object('unit_amount', p_inputs -> 'unit_amount',
    'discount_percent', p_inputs -> 'discount_percent', 'discount_amount', p_inputs -> 'discount_amount',
    'stylist_id', p_inputs -> 'stylist_id'));
  v_quantity numeric := coalesce((p_inputs ->> 'quantity')::numeric, v_old.quantity);
  v_unit numeric := coalesce((p_inputs ->> 'unit_amount')::numeric, v_old.unit_amount);
  v_new public.universal_transaction_lines;
begin
  perform hera.refuse_cart_line(v_old.line_type, v_quantity, v_unit, (v_data ->> 'discount_percent')::numeric,
    (v_data ->> 'discount_amount')::numeric, (v_data ->> 'stylist_id')::uuid);
  if p_context ->> 'mode' is distinct from 'validate_only' then
    update public.universal_transaction_lines l
    set quantity = v_quantity, unit_amount = v_unit, line_data = v_data,
      description = coalesce(p_inputs ->> 'description', l.description), updated_at = now(),
      updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where l.organization_id = v_old.organization_id and l.id = v_old.id
    returning * into v_new;
    perform hera.cart_touched(v_cart, 'lines.' || v_old.line_number, hera.cart_line(v_old), hera.cart_line(v_new), p_context);
  end if;
  return jsonb_build_object('line_id', v_old.id, 'line_type', v_old.line_type, 'entity_id', v_old.entity_id, 'quantity', v_quantity,
    'previous', jsonb_build_object('line_id', v_old.id, 'row', to_jsonb(v_old)));
end
$$;
alter function hera.cart_update_line owner to hera_writer;
grant execute on function hera.cart_update_line to hera_app;

-- hera.cart_delete_line: HERA.SALON.POS.CART.DELETE_LINE.V1: takes a line out of an open cart. Undoing, a line that is not there is fine, and so
-- is a cart that was closed. Answers {line_id, line_type, entity_id, quantity, previous}. Locks: the cart. Fails with the codes
-- of its specification.
create or replace function hera.cart_delete_line(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_undoing boolean := (p_context ->> 'undoing')::boolean;
  v_cart public.universal_transactions;
  v_old public.universal_transaction_lines;
begin
  if v_undoing and not exists (
      select from public.universal_transaction_lines l
      where l.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
        and l.transaction_id = (p_inputs ->> 'cart_id')::uuid and l.id = (p_inputs ->> 'line_id')::uuid) then
    return '{}';
  end if;
  v_cart := hera.cart_of((p_inputs ->> 'cart_id')::uuid, not v_undoing);
  v_old := hera.line_of_cart(v_cart, (p_inputs ->> 'line_id')::uuid);
  if p_context ->> 'mode' is distinct from 'validate_only' then
    delete from public.universal_transaction_lines l where l.organization_id = v_old.organization_id and l.id = v_old.id;
    perform hera.cart_touched(v_cart, 'lines.' || v_old.line_number, hera.cart_line(v_old), null, p_context);
  end if;
  return jsonb_build_object('line_id', v_old.id, 'line_type', v_old.line_type, 'entity_id', v_old.entity_id,
    'quantity', v_old.quantity, 'previous', jsonb_build_object('line_id', v_old.id, 'row', to_jsonb(v_old)));
end
$$;
alter function hera.cart_delete_line owner to hera_writer;
grant execute on function hera.cart_delete_line to hera_app;

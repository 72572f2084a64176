-- hera.cart_restore_line: HERA.SALON.POS.CART.RESTORE_LINE.V1: puts a line back to what it was before hera.cart_update_line or
-- hera.cart_delete_line; twice is as good as once, and without previous nothing had happened. Answers {line_id}. Locks: the
-- cart, the line. Fails with CART_NOT_FOUND.
create or replace function hera.cart_restore_line(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_old public.universal_transaction_lines := jsonb_populate_record(null::public.universal_transaction_lines,
    p_inputs -> 'previous' -> 'row');
  v_cart public.universal_transactions;
begin
  if v_old.id is null then
    return '{}';
  end if;
  v_cart := hera.cart_of((p_inputs ->> 'cart_id')::uuid, false);
  if v_old.transaction_id is distinct from v_cart.id or v_old.organization_id is distinct from v_cart.organization_id then
    perform hera.fail_procedure('CART_NOT_FOUND', 'the line belongs to another cart', null);
  end if;
  delete from public.universal_transaction_lines l where l.organization_id = v_cart.organization_id and l.id = v_old.id;
  insert into public.universal_transaction_lines select v_old.*;
  perform hera.cart_touched(v_cart, 'lines.' || v_old.line_number, null, hera.cart_line(v_old), p_context);
  return jsonb_build_object('line_id', v_old.id);
end
$$;
alter function hera.cart_restore_line owner to hera_writer;
grant execute on function hera.cart_restore_line to hera_app;

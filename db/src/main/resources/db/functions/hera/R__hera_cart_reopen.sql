-- hera.cart_reopen: HERA.SALON.POS.CART.REOPEN.V1: lets a cart be changed again whose sale is taken back. A cart that is not closed stays as it is, so that
-- twice is as good as once. Answers {cart_id, status}. Locks: the cart. Fails with CART_NOT_FOUND.
create or replace function hera.cart_reopen(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions;
begin
  if p_inputs ->> 'previous_status' is null then
    return '{}';
  end if;
  v_cart := hera.cart_of((p_inputs ->> 'cart_id')::uuid, false);
  if v_cart.transaction_status = 'CLOSED' then
    perform hera.cart_stands(v_cart, p_inputs ->> 'previous_status', p_context);
    v_cart.transaction_status := p_inputs ->> 'previous_status';
  end if;
  return jsonb_build_object('cart_id', v_cart.id, 'status', v_cart.transaction_status);
end
$$;
alter function hera.cart_reopen owner to hera_writer;
grant execute on function hera.cart_reopen to hera_app;

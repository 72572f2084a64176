-- hera.cart_of: a cart of the request's organization, locked until the transaction ends; p_open: it must still be open. Fails the procedure
-- with CART_NOT_FOUND or CART_CLOSED. Locks: the cart's row, before those of stock.
create or replace function hera.cart_of(p_cart_id uuid, p_open boolean)
returns public.universal_transactions language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions;
begin
  select * into v_cart from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_cart_id
    and t.transaction_type = 'POS_CART' and t.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('CART_NOT_FOUND', 'there is no cart ' || p_cart_id, jsonb_build_object('field', 'cart_id', 'cart_id', p_cart_id));
  elsif p_open and not hera.is_cart_open(v_cart.transaction_status) then
    perform hera.fail_procedure('CART_CLOSED', 'the cart is ' || v_cart.transaction_status,
      jsonb_build_object('cart_id', p_cart_id, 'status', v_cart.transaction_status));
  end if;
  return v_cart;
end
$$;

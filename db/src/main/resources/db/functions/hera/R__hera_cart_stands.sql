-- hera.cart_stands: gives a cart that is locked another status, with the log row. Locks: the log row.
create or replace function hera.cart_stands(p_cart public.universal_transactions, p_status text, p_context jsonb)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  update public.universal_transactions t set transaction_status = p_status
  where t.organization_id = p_cart.organization_id and t.id = p_cart.id;
  perform hera.cart_touched(p_cart, 'transaction_status', to_jsonb(p_cart.transaction_status), to_jsonb(p_status), p_context);
end
$$;

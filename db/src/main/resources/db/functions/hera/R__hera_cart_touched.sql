-- hera.cart_touched: counts a change of a cart's lines, totals or reservations, and logs it. The cart is locked by the caller. Locks: the log row.
create or replace function hera.cart_touched(p_cart public.universal_transactions, p_path text, p_from jsonb, p_to jsonb, p_context jsonb)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_version integer;
begin
  update public.universal_transactions t
  set version = t.version + 1, updated_at = now(),
    updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where t.organization_id = p_cart.organization_id and t.id = p_cart.id
  returning t.version into v_version;
  perform hera.log_change(p_cart.organization_id, p_cart.id, 'UPDATE', p_cart.transaction_type, p_cart.smart_code, v_version,
    'run ' || (p_context ->> 'run_id'), jsonb_build_object('subject', 'transaction', 'changes',
      jsonb_build_array(jsonb_build_object('path', p_path, 'from', p_from, 'to', p_to))), null);
end
$$;

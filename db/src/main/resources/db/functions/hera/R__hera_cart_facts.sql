-- hera.cart_facts: what the conditions of the cart's orchestration need and callers do not send: whether a change of a line affects
-- stock, and the type of a line that is to be deleted. A line that is not there affects nothing; that it is missing its
-- procedure says. Reads only.
create or replace function hera.cart_facts(p_event text, p_payload jsonb)
returns jsonb language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_type text := 'NONE';
  v_quantity numeric;
begin
  if p_event not in ('POS.CART.LINE_UPDATE.REQUESTED', 'POS.CART.LINE_DELETE.REQUESTED') then
    return '{}';
  end if;
  select l.line_type, l.quantity into v_type, v_quantity from public.universal_transaction_lines l
  join public.universal_transactions t on t.organization_id = l.organization_id and t.id = l.transaction_id
  where l.organization_id = v_here and l.id::text = lower(p_payload -> 'path' ->> 'lineId')
    and t.id::text = lower(p_payload -> 'path' ->> 'id') and t.transaction_type = 'POS_CART';
  return jsonb_build_object('line_type', coalesce(v_type, 'NONE'), 'affects_inventory', coalesce(
    v_type = 'RETAIL' and jsonb_typeof(p_payload -> 'quantity') = 'number'
      and (p_payload ->> 'quantity')::numeric <> v_quantity, false));
end
$$;
grant execute on function hera.cart_facts to hera_app;

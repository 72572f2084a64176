-- hera.stock_issue: HERA.RETAIL.INV.STOCK.ISSUE.V1: takes what an open cart sells out of stock, from where it was reserved; what was never reserved
-- must be free. The reservations end. Answers {movement_id, items, value} of hera.move_items. Locks: the cart, the products by id.
-- Fails with the codes of its specification.
create or replace function hera.stock_issue(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_cart public.universal_transactions := hera.cart_of((p_inputs ->> 'cart_id')::uuid, true);
  v_moves jsonb := '[]';
  v_sold record;
  v_kept record;
begin
  for v_sold in
    select l.entity_id, sum(l.quantity) as quantity from public.universal_transaction_lines l
    where l.organization_id = v_cart.organization_id and l.transaction_id = v_cart.id and l.line_type = 'RETAIL'
    group by l.entity_id order by l.entity_id
  loop
    perform hera.lock_product(v_sold.entity_id, false);
    select (r.relationship_data ->> 'quantity')::numeric as quantity, r.relationship_data -> 'branch_id' as place into v_kept
    from public.core_relationships r
    where r.organization_id = v_cart.organization_id and r.from_transaction_id = v_cart.id and r.relationship_type = 'RESERVES'
      and r.to_entity_id = v_sold.entity_id;
    if found then
      perform hera.reserve_stock(v_cart, v_sold.entity_id, -v_kept.quantity, p_context);
    else
      v_kept.place := to_jsonb(hera.stock_place(v_sold.entity_id, hera.branch_of(v_cart)));
    end if;
    v_moves := v_moves || jsonb_build_object('entity_id', v_sold.entity_id, 'quantity', -v_sold.quantity,
      'place', v_kept.place, 'reserved', v_kept.quantity);
  end loop;
  return hera.move_items('ISSUE', v_moves, jsonb_build_object('cart_id', v_cart.id, 'branch_id', hera.branch_of(v_cart)), p_context);
end
$$;
alter function hera.stock_issue owner to hera_writer;
grant execute on function hera.stock_issue to hera_app;

-- hera.stock_revert: HERA.RETAIL.INV.STOCK.REVERT.V1: takes a stock movement back: quantities, what was on its way, the average cost, and what a
-- cart had reserved. Twice is as good as once, and without a movement nothing had happened. A cost that moved on since is
-- computed back, as if the movement's had left. Answers {movement_id, mode}. Locks: the movement, the cart, the products by id.
-- Fails the procedure with INSUFFICIENT_STOCK when what came has gone since.
create or replace function hera.stock_revert(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_move public.universal_transactions;
  v_cart public.universal_transactions;
  v_line public.universal_transaction_lines;
begin
  select * into v_move from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
    and t.id = (p_inputs ->> 'movement_id')::uuid and t.transaction_type = 'STOCK_MOVEMENT'
  for no key update;
  if v_move.id is null or v_move.transaction_status = 'REVERTED' then
    return '{"mode": "NOTHING"}';
  end if;
  if v_move.business_context ? 'cart_id' then
    v_cart := hera.cart_of((v_move.business_context ->> 'cart_id')::uuid, false);
  end if;
  for v_line in
    select * from public.universal_transaction_lines l
    where l.organization_id = v_move.organization_id and l.transaction_id = v_move.id
    order by l.entity_id, l.line_number desc
  loop
    perform hera.revert_item(v_line, p_context);
    if (v_line.line_data ->> 'reserved')::numeric > 0 then
      perform hera.reserve_stock(v_cart, v_line.entity_id, (v_line.line_data ->> 'reserved')::numeric, p_context);
    end if;
  end loop;
  v_move.transaction_status := 'REVERTED';
  perform hera.store_transaction(v_move);
  perform hera.log_change(v_move.organization_id, v_move.id, 'UPDATE', v_move.transaction_type, v_move.smart_code, v_move.version + 1,
    'undone by run ' || (p_context ->> 'run_id'), jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'transaction_status', 'from', 'DONE', 'to', 'REVERTED'))), null);
  return jsonb_build_object('movement_id', v_move.id, 'mode', 'REVERTED');
end
$$;
alter function hera.stock_revert owner to hera_writer;
grant execute on function hera.stock_revert to hera_app;

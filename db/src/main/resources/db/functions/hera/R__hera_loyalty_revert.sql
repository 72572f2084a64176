-- hera.loyalty_revert: HERA.SALON.CRM.LOYALTY.REVERT.V1: takes a movement of loyalty points back, as far as the customer still has them. Twice is as good
-- as once, and without a movement nothing had happened. Answers {movement_id, mode}. Locks: the movement, the customer.
create or replace function hera.loyalty_revert(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_move public.universal_transactions;
  v_customer public.core_entities;
  v_points numeric;
  v_balance numeric;
begin
  select * into v_move from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
    and t.id = (p_inputs ->> 'movement_id')::uuid and t.transaction_type = 'LOYALTY_MOVEMENT'
  for no key update;
  if v_move.id is null or v_move.transaction_status = 'REVERTED' then
    return '{"mode": "NOTHING"}';
  end if;
  select * into v_customer from public.core_entities e
  where e.organization_id = v_move.organization_id and e.id = v_move.source_entity_id
  for no key update;
  select sum(l.quantity) into v_points from public.universal_transaction_lines l
  where l.organization_id = v_move.organization_id and l.transaction_id = v_move.id;
  select coalesce(max(d.field_value_number), 0) into v_balance from public.core_dynamic_data d
  where d.organization_id = v_move.organization_id and d.entity_id = v_customer.id and d.field_name = 'loyalty_points';
  perform hera.store_points(v_customer, v_balance, greatest(v_balance - v_points, 0), p_context);
  v_move.transaction_status := 'REVERTED';
  perform hera.store_transaction(v_move);
  perform hera.log_change(v_move.organization_id, v_move.id, 'UPDATE', v_move.transaction_type, v_move.smart_code, v_move.version + 1,
    'undone by run ' || (p_context ->> 'run_id'), jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'transaction_status', 'from', 'DONE', 'to', 'REVERTED'))), null);
  return jsonb_build_object('movement_id', v_move.id, 'mode', 'REVERTED');
end
$$;
alter function hera.loyalty_revert owner to hera_writer;
grant execute on function hera.loyalty_revert to hera_app;

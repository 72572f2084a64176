-- hera.move_points: adds loyalty points to a customer, or takes them, never below zero, and keeps that in a transaction LOYALTY_MOVEMENT, which
-- hera.loyalty_revert takes back. Nothing moves without a customer, or with one that is gone. Answers {movement_id?, points,
-- balance?}. Locks: the customer.
create or replace function hera.move_points(p_customer_id uuid, p_points numeric, p_about jsonb, p_context jsonb)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_customer public.core_entities;
  v_balance numeric;
  v_points numeric;
begin
  select * into v_customer from public.core_entities e
  where e.organization_id = v_here and e.id = p_customer_id and e.deleted_at is null
  for no key update;
  select coalesce(max(d.field_value_number), 0) into v_balance from public.core_dynamic_data d
  where d.organization_id = v_here and d.entity_id = p_customer_id and d.field_name = 'loyalty_points';
  v_points := greatest(p_points, -v_balance);
  if v_customer.id is null or v_points = 0 then
    return '{"points": 0}';
  end if;
  perform hera.store_points(v_customer, v_balance, v_balance + v_points, p_context);
  return jsonb_build_object('points', v_points, 'balance', v_balance + v_points, 'movement_id',
    hera.create_transaction(v_here, 'owner', jsonb_build_object('transaction_type', 'LOYALTY_MOVEMENT',
      'smart_code', 'HERA.SALON.CRM.LOYALTY.MOVEMENT.V1', 'transaction_status', 'DONE', 'transaction_date', hera.utc(now()),
      'source_entity_id', p_customer_id,
      'business_context', p_about || jsonb_build_object('run_id', p_context -> 'run_id')),
      array[jsonb_build_object('line_type', 'POINTS', 'smart_code', 'HERA.SALON.CRM.LOYALTY.POINTS.V1', 'entity_id', p_customer_id,
        'quantity', v_points)], '{}', '[]', '{}') -> 'transaction_id');
end
$$;

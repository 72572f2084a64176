-- hera.loyalty_open: HERA.SALON.CRM.LOYALTY.OPEN.V1: opens a customer's loyalty account, an entity LOYALTY_ACCOUNT below him that holds its
-- number alone: points and tier are the customer's own fields (loyalty_points, loyalty_tier), which sales move. Answers {entity_id, loyalty_account_id, loyalty_number}. Locks: by foreign key the customer. Fails with
-- UNKNOWN_CUSTOMER, or LOYALTY_OPEN when he has one.
create or replace function hera.loyalty_open(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_customer_id uuid := (p_inputs ->> 'customer_id')::uuid;
  v_number text := 'LOY-' || upper(right(v_customer_id::text, 12));
  v_account uuid;
  v_id jsonb;
begin
  perform from public.core_entities e
  where e.organization_id = v_here and e.id = v_customer_id and e.entity_type = 'CUSTOMER' and e.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('UNKNOWN_CUSTOMER', 'no customer has the id ' || v_customer_id, jsonb_build_object('field', 'customer_id', 'customer_id', v_customer_id));
  end if;
  select e.id into v_account from public.core_entities e
  where e.organization_id = v_here and e.parent_entity_id = v_customer_id and e.entity_type = 'LOYALTY_ACCOUNT' and e.deleted_at is null;
  if found then
    perform hera.fail_procedure('LOYALTY_OPEN', 'the customer has a loyalty account', jsonb_build_object('loyalty_account_id', v_account));
  end if;
  v_id := hera.create_entity(v_here, 'staff', jsonb_build_object('entity_type', 'LOYALTY_ACCOUNT', 'entity_name', 'Loyalty account',
      'entity_code', v_number, 'smart_code', 'HERA.SALON.CRM.LOYALTY.ACCOUNT.V1', 'parent_entity_id', v_customer_id),
    '{}', '[]') -> 'entity_id';
  return jsonb_build_object('entity_id', v_id, 'loyalty_account_id', v_id, 'loyalty_number', v_number);
end
$$;
alter function hera.loyalty_open owner to hera_writer;
grant execute on function hera.loyalty_open to hera_app;

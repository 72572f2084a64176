-- hera.customer_read: HERA.SALON.CRM.CUSTOMER.READ.V1: tells what is known of a customer: {customer_id, name, email, phone, loyalty_tier,
-- no_show_count, loyalty: {loyalty_account_id, loyalty_number, points}, consent: {transaction_id, privacy, marketing}}. Reads
-- only. Fails with UNKNOWN_CUSTOMER.
create or replace function hera.customer_read(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_customer public.core_entities;
  v_fields jsonb;
begin
  select * into v_customer from public.core_entities e
  where e.organization_id = v_here and e.id = (p_inputs ->> 'customer_id')::uuid and e.entity_type = 'CUSTOMER' and e.deleted_at is null;
  if not found then
    perform hera.fail_procedure('UNKNOWN_CUSTOMER', 'no customer has the id ' || (p_inputs ->> 'customer_id'),
      jsonb_build_object('field', 'customer_id', 'customer_id', p_inputs -> 'customer_id'));
  end if;
  v_fields := ('{' || v_customer.dynamic_snapshot || '}')::jsonb;
  return jsonb_build_object('customer_id', v_customer.id, 'name', v_customer.entity_name, 'email', v_fields -> 'email',
    'phone', v_fields -> 'phone', 'loyalty_tier', v_fields -> 'loyalty_tier',
    'no_show_count', coalesce(v_fields -> 'no_show_count', '0'), 'loyalty', (
      select jsonb_build_object('loyalty_account_id', a.id, 'loyalty_number', a.entity_code,
        'points', coalesce(v_fields -> 'loyalty_points', '0'))
      from public.core_entities a
      where a.organization_id = v_here and a.parent_entity_id = v_customer.id and a.entity_type = 'LOYALTY_ACCOUNT'
        and a.deleted_at is null
      order by a.id limit 1), 'consent', (
      select t.business_context || jsonb_build_object('transaction_id', t.id) from public.universal_transactions t
      where t.organization_id = v_here and t.source_entity_id = v_customer.id and t.transaction_type = 'CONSENT' and not t.is_system
        and t.deleted_at is null
      order by t.id desc limit 1));
end
$$;
alter function hera.customer_read owner to hera_writer;
grant execute on function hera.customer_read to hera_app;

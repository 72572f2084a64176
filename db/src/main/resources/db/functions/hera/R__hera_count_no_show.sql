-- hera.count_no_show: HERA.SALON.CRM.NO_SHOW.COUNT.V1: counts anew how often a customer did not come, into his field no_show_count; it is
-- counted from the appointments, so that it never drifts and twice is as good as once. Undoing leaves appointment_id out. Answers
-- {customer_id, no_show_count}. Locks: the customer. Fails with UNKNOWN_CUSTOMER.
create or replace function hera.count_no_show(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_customer_id uuid := (p_inputs ->> 'customer_id')::uuid;
  v_count integer;
begin
  perform from public.core_entities e where e.organization_id = v_here and e.id = v_customer_id for no key update;
  select count(*) into v_count from public.universal_transactions t
  where t.organization_id = v_here and t.source_entity_id = v_customer_id and t.transaction_type = 'APPOINTMENT' and not t.is_system
    and t.transaction_status = 'NO_SHOW' and t.deleted_at is null
    and not (coalesce((p_context ->> 'undoing')::boolean, false) and t.id = (p_inputs ->> 'appointment_id')::uuid);
  perform hera.set_entity_fields(v_here, v_customer_id, jsonb_build_object('no_show_count', case when v_count > 0 then
    jsonb_build_object('field_type', 'number', 'field_value_number', v_count, 'smart_code', 'HERA.SALON.CRM.DYN.NO_SHOW_COUNT.V1') end),
    p_context);
  return jsonb_build_object('customer_id', v_customer_id, 'no_show_count', v_count);
end
$$;
alter function hera.count_no_show owner to hera_writer;
grant execute on function hera.count_no_show to hera_app;

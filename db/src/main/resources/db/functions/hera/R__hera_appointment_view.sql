-- hera.appointment_view: an appointment as callers see it, with the fees that are owed for it. Reads only.
create or replace function hera.appointment_view(p_appointment public.universal_transactions)
returns jsonb language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_context jsonb := p_appointment.business_context;
begin
  return jsonb_build_object('appointment_id', p_appointment.id, 'appointment_number', p_appointment.transaction_number,
    'status', p_appointment.transaction_status, 'customer_id', p_appointment.source_entity_id,
    'stylist_id', p_appointment.target_entity_id, 'service_id', v_context -> 'service_id', 'branch_id', v_context -> 'branch_id',
    'starts_at', hera.utc(p_appointment.transaction_date), 'ends_at', v_context -> 'ends_at',
    'duration_minutes', v_context -> 'duration_minutes', 'price', p_appointment.total_amount,
    'currency_code', p_appointment.currency_code, 'notes', v_context -> 'notes', 'reason', v_context -> 'reason',
    'version', p_appointment.version, 'fees', coalesce((
      select jsonb_agg(jsonb_build_object('transaction_id', f.id, 'kind', f.business_context -> 'kind', 'amount', f.total_amount)
        order by f.id)
      from public.universal_transactions f
      where f.organization_id = p_appointment.organization_id and f.source_entity_id = p_appointment.source_entity_id
        and f.transaction_type = 'APPOINTMENT_FEE' and not f.is_system and f.posting_status = 'posted' and f.reversal_of_id is null
        and f.withdrawn_of_id is null
        and f.business_context ->> 'appointment_id' = p_appointment.id::text), '[]'));
end
$$;

-- hera.end_appointment: gives a booked appointment a state in which the stylist is free again. Answers {appointment_id, customer_id,
-- fee_amount, previous}; p_percent names what it costs (hera.appointment_fee_due). The appointment is locked by the caller.
create or replace function hera.end_appointment(
  p_old public.universal_transactions, p_status text, p_percent text, p_inputs jsonb, p_context jsonb
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_new public.universal_transactions := p_old;
begin
  delete from public.core_relationships r
  where r.organization_id = p_old.organization_id and r.from_transaction_id = p_old.id and r.relationship_type = 'BOOKS';
  v_new.transaction_status := p_status;
  v_new.business_context := p_old.business_context || jsonb_strip_nulls(jsonb_build_object('reason', p_inputs -> 'reason'));
  return jsonb_build_object('appointment_id', p_old.id, 'customer_id', p_old.source_entity_id,
    'fee_amount', hera.appointment_fee_due(p_old, p_percent, (p_inputs ->> 'waive_fee')::boolean, p_context ->> 'role'),
    'previous', hera.appointment_changed(p_old, v_new, p_context));
end
$$;

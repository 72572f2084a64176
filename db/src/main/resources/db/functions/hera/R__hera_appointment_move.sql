-- hera.appointment_move: HERA.SALON.APPOINTMENT.MOVE.V1: moves an appointment that has not begun to another time, and with stylist_id to
-- another stylist. Answers {appointment_id, customer_id, fee_amount, previous}: what is owed because it was moved so late, and how it
-- was. Locks: the appointment, the stylist. Fails with the codes of its specification.
create or replace function hera.appointment_move(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_old public.universal_transactions := hera.appointment_of((p_inputs ->> 'appointment_id')::uuid, true);
  v_new public.universal_transactions := v_old;
  v_starts timestamptz := (p_inputs ->> 'starts_at')::timestamptz;
  v_terms jsonb;
begin
  if v_old.transaction_date <= now() then
    perform hera.fail_procedure('TOO_LATE', 'the appointment has begun', jsonb_build_object('starts_at', hera.utc(v_old.transaction_date)));
  end if;
  v_new.target_entity_id := coalesce((p_inputs ->> 'stylist_id')::uuid, v_old.target_entity_id);
  v_terms := hera.appointment_terms((v_old.business_context ->> 'service_id')::uuid, v_new.target_entity_id,
    coalesce((p_inputs ->> 'branch_id')::uuid, (v_old.business_context ->> 'branch_id')::uuid), v_starts);
  perform hera.take_stylist(v_old.organization_id, v_old.id, v_new.target_entity_id, v_starts, (v_terms ->> 'ends_at')::timestamptz, true);
  v_new.transaction_date := v_starts;
  v_new.business_context := v_old.business_context || jsonb_strip_nulls(jsonb_build_object('ends_at', v_terms -> 'ends_at',
    'duration_minutes', v_terms -> 'duration_minutes', 'branch_id', v_terms -> 'branch_id', 'reason', p_inputs -> 'reason'));
  return jsonb_build_object('appointment_id', v_old.id, 'customer_id', v_old.source_entity_id,
    'fee_amount', hera.appointment_fee_due(v_old, 'late_reschedule_fee_percent', (p_inputs ->> 'waive_fee')::boolean, p_context ->> 'role'),
    'previous', hera.appointment_changed(v_old, v_new, p_context));
end
$$;
alter function hera.appointment_move owner to hera_writer;
grant execute on function hera.appointment_move to hera_app;

-- hera.appointment_cancel: HERA.SALON.APPOINTMENT.CANCEL.V1: cancels an appointment that has not begun and frees the stylist. Answers as
-- hera.end_appointment. Locks: the appointment. Fails with the codes of its specification.
create or replace function hera.appointment_cancel(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.universal_transactions := hera.appointment_of((p_inputs ->> 'appointment_id')::uuid, true);
begin
  if v_old.transaction_date <= now() then
    perform hera.fail_procedure('TOO_LATE', 'the appointment has begun', jsonb_build_object('starts_at', hera.utc(v_old.transaction_date)));
  end if;
  return hera.end_appointment(v_old, 'CANCELLED', 'late_cancellation_fee_percent', p_inputs, p_context);
end
$$;
alter function hera.appointment_cancel owner to hera_writer;
grant execute on function hera.appointment_cancel to hera_app;

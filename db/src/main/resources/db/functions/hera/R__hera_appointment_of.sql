-- hera.appointment_of: an appointment of the request's organization, locked until the transaction ends. p_booked: it must still stand.
-- Fails the procedure with APPOINTMENT_NOT_FOUND or WRONG_STATE. Locks: the appointment's row, before that of a stylist.
create or replace function hera.appointment_of(p_appointment_id uuid, p_booked boolean)
returns public.universal_transactions language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_appointment public.universal_transactions;
begin
  select * into v_appointment from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_appointment_id
    and t.transaction_type = 'APPOINTMENT' and t.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('APPOINTMENT_NOT_FOUND', 'there is no appointment ' || p_appointment_id,
      jsonb_build_object('field', 'appointment_id', 'appointment_id', p_appointment_id));
  elsif p_booked and v_appointment.transaction_status <> 'BOOKED' then
    perform hera.fail_procedure('WRONG_STATE', 'the appointment is ' || v_appointment.transaction_status,
      jsonb_build_object('appointment_id', p_appointment_id, 'status', v_appointment.transaction_status));
  end if;
  return v_appointment;
end
$$;

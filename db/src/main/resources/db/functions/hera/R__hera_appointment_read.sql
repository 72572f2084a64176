-- hera.appointment_read: HERA.SALON.APPOINTMENT.READ.V1: tells how an appointment stands. Fails with APPOINTMENT_NOT_FOUND. Locks: the
-- appointment.
create or replace function hera.appointment_read(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin
  return hera.appointment_view(hera.appointment_of((p_inputs ->> 'appointment_id')::uuid, false));
end
$$;
alter function hera.appointment_read owner to hera_writer;
grant execute on function hera.appointment_read to hera_app;

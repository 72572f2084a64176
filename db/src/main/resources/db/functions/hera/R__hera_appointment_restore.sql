-- hera.appointment_restore: HERA.SALON.APPOINTMENT.RESTORE.V1: puts an appointment and what it books back to what they were before it was
-- moved, cancelled or missed. Twice is as good as once, and without previous nothing had happened. Answers {appointment_id}.
-- Locks: the appointment, the stylist. Fails with SLOT_TAKEN when somebody else is served then by now.
create or replace function hera.appointment_restore(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_was public.universal_transactions := jsonb_populate_record(null::public.universal_transactions, p_inputs -> 'previous' -> 'row');
  v_old public.universal_transactions;
  v_new public.universal_transactions;
begin
  if v_was.id is null then
    return '{}';
  end if;
  v_old := hera.appointment_of(v_was.id, false);
  v_new := v_old;
  v_new.transaction_date := v_was.transaction_date;
  v_new.target_entity_id := v_was.target_entity_id;
  v_new.transaction_status := v_was.transaction_status;
  v_new.business_context := v_was.business_context;
  if hera.changed_transaction_columns(v_old, v_new) <> '[]' then
    perform hera.take_stylist(v_old.organization_id, v_old.id, v_new.target_entity_id, v_new.transaction_date,
      (p_inputs -> 'previous' ->> 'ends_at')::timestamptz, true);
    perform hera.appointment_changed(v_old, v_new, p_context);
  end if;
  return jsonb_build_object('appointment_id', v_old.id);
end
$$;
alter function hera.appointment_restore owner to hera_writer;
grant execute on function hera.appointment_restore to hera_app;

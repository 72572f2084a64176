-- hera.appointment_changed: writes a changed appointment as its next version, with the log row of what is different. Answers how it
-- was: {row, ends_at}, what hera.appointment_restore puts back. The appointment is locked by the caller.
create or replace function hera.appointment_changed(
  p_old public.universal_transactions, p_new public.universal_transactions, p_context jsonb
) returns jsonb language plpgsql volatile set search_path = '' as $$
begin
  perform hera.store_transaction(p_new);
  perform hera.log_change(p_old.organization_id, p_old.id, 'UPDATE', p_old.transaction_type, p_old.smart_code, p_old.version + 1,
    'run ' || (p_context ->> 'run_id'), jsonb_build_object('subject', 'transaction', 'changes',
      hera.changed_transaction_columns(p_old, p_new)), null);
  return jsonb_build_object('row', to_jsonb(p_old), 'ends_at', p_old.business_context -> 'ends_at');
end
$$;

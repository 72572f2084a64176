-- hera.note_run: writes into the change log what the request's actor did to a run, and why (a reason is NULL for a signal). No
-- locks beyond the log row.
create or replace function hera.note_run(p_run_id uuid, p_action text, p_reason text)
returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  perform hera.log_change(t.organization_id, t.id, p_action, t.transaction_type, t.smart_code, t.version, p_reason,
    jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(jsonb_build_object('path', 'transaction_status',
      'from', null, 'to', t.transaction_status))), null)
  from public.universal_transactions t
  where t.organization_id = v_here and t.id = p_run_id;
end
$$;
alter function hera.note_run owner to hera_writer;
grant execute on function hera.note_run to hera_app;

-- hera.transfer_stands: gives a transfer that is locked another status, as its next version, with the log row.
create or replace function hera.transfer_stands(p_transfer public.universal_transactions, p_status text, p_reason text, p_context jsonb)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_before text := p_transfer.transaction_status;
begin
  p_transfer.transaction_status := p_status;
  perform hera.store_transaction(p_transfer);
  perform hera.log_change(p_transfer.organization_id, p_transfer.id, 'UPDATE', p_transfer.transaction_type, p_transfer.smart_code,
    p_transfer.version + 1, coalesce(p_reason, 'run ' || (p_context ->> 'run_id')), jsonb_build_object('subject', 'transaction',
      'changes', jsonb_build_array(jsonb_build_object('path', 'transaction_status', 'from', v_before, 'to', p_status))), null);
end
$$;

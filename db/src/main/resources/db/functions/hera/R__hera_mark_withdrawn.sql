-- hera.mark_withdrawn: marks a reversal, or what was posted in the original's place, as withdrawn with its migration and logs that: a part
-- of hera.withdraw_migration. The row is locked by the caller. Refuses: ZH013.
create or replace function hera.mark_withdrawn(p_transaction public.universal_transactions, p_original_id uuid, p_reason text)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  update public.universal_transactions t
  set withdrawn_of_id = p_original_id, metadata = t.metadata || '{"migration_withdrawn": true}', version = t.version + 1,
    updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where t.organization_id = p_transaction.organization_id and t.id = p_transaction.id;
  perform hera.log_change(p_transaction.organization_id, p_transaction.id, 'UPDATE', p_transaction.transaction_type,
    p_transaction.smart_code, p_transaction.version + 1, p_reason, jsonb_build_object('subject', 'transaction', 'changes',
      jsonb_build_array(jsonb_build_object('path', 'metadata.migration_withdrawn', 'from', null, 'to', true))), null);
end
$$;

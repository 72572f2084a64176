-- hera.store_transaction: writes a changed transaction's row as its next version. The row is locked by the caller. What may
-- not change is refused by hera.guard_transaction_change.
create or replace function hera.store_transaction(p_new public.universal_transactions)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  update public.universal_transactions t
  set transaction_type = p_new.transaction_type, transaction_code = p_new.transaction_code,
    transaction_number = p_new.transaction_number, smart_code = p_new.smart_code,
    transaction_date = p_new.transaction_date, source_entity_id = p_new.source_entity_id,
    target_entity_id = p_new.target_entity_id, total_amount = p_new.total_amount, currency_code = p_new.currency_code,
    transaction_status = p_new.transaction_status, reference_number = p_new.reference_number,
    external_reference = p_new.external_reference, business_context = p_new.business_context, metadata = p_new.metadata,
    posting_status = p_new.posting_status, ai_confidence_score = p_new.ai_confidence_score, is_gl = p_new.is_gl,
    reversed_by_id = p_new.reversed_by_id, deleted_at = p_new.deleted_at, version = t.version + 1, updated_at = now(),
    updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where t.organization_id = p_new.organization_id and t.id = p_new.id;
end
$$;

-- hera.transaction_document: all that a printed document of a transaction says, in one piece: the organization with its settings,
-- the transaction as stored, its lines, the names of those it is between and of the branch, and what it reverses or is reversed
-- by; is_financial says whether it belongs to the books (D5). NULL when there is no such transaction, it was deleted or it is the
-- system's. Runs as the caller under row-level security; reads only.
create or replace function hera.transaction_document(p_transaction_id uuid)
returns json language plpgsql stable set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select json_build_object(
      'organization', json_build_object('name', o.organization_name, 'settings', o.settings),
      'id', t.id, 'type', t.transaction_type, 'number', coalesce(t.transaction_number, t.transaction_code),
      'date', t.transaction_date, 'status', t.transaction_status, 'posting_status', t.posting_status,
      'is_gl', t.is_gl, 'is_financial', t.is_gl or hera.ledger_kind(t.transaction_type, t.smart_code) <> 'none',
      'reference', t.reference_number, 'external_reference', t.external_reference,
      'total_amount', t.total_amount, 'currency_code', t.currency_code, 'reason', t.metadata ->> 'reversal_reason',
      'source', hera.document_party(t.organization_id, t.source_entity_id),
      'target', hera.document_party(t.organization_id, t.target_entity_id),
      'branch', case when pg_input_is_valid(t.business_context ->> 'branch_id', 'uuid') then
        hera.document_party(t.organization_id, (t.business_context ->> 'branch_id')::uuid) end,
      'reversal_of', hera.document_reference(t.organization_id, t.reversal_of_id),
      'reversed_by', hera.document_reference(t.organization_id, t.reversed_by_id),
      'lines', hera.document_lines(t.organization_id, t.id))
    from public.universal_transactions t
    join public.core_organizations o on o.id = t.organization_id
    where t.organization_id = v_organization_id and t.id = p_transaction_id and not t.is_system and t.deleted_at is null);
end
$$;
grant execute on function hera.transaction_document to hera_app;

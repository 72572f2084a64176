-- hera.void_transaction: marks a draft void; what is posted is reversed instead. Answers as hera.update_transaction or
-- hera.reverse_transaction do. Locks and refusals: theirs.
create or replace function hera.void_transaction(p_organization_id uuid, p_role text, p_transaction_id uuid, p_options jsonb)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  if exists (
      select from public.universal_transactions t
      where t.organization_id = p_organization_id and t.id = p_transaction_id and t.posting_status <> 'draft') then
    return hera.reverse_transaction(p_organization_id, p_role, p_transaction_id, p_options);
  end if;
  return hera.update_transaction(p_organization_id, p_role,
    jsonb_build_object('transaction_id', p_transaction_id, 'transaction_status', 'VOID'), null, null, null, null, p_options);
end
$$;

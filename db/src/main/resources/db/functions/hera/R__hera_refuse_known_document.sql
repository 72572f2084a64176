-- hera.refuse_known_document: fails the procedure with UNKNOWN_SUPPLIER when nobody has this id, and with DUPLICATE_RECEIPT when a purchase of this
-- supplier with this reference is booked and not reversed. Without a supplier, nothing is asked. Locks: the supplier, so that
-- the same document is not booked twice at once.
create or replace function hera.refuse_known_document(p_supplier_id uuid, p_reference text)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  if p_supplier_id is null then
    return;
  end if;
  perform from public.core_entities e
  where e.organization_id = v_here and e.id = p_supplier_id and e.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('UNKNOWN_SUPPLIER', format('nobody has the id %s', p_supplier_id),
      jsonb_build_object('field', 'supplier_id', 'supplier_id', p_supplier_id));
  end if;
  if exists (
      select from public.universal_transactions t
      where t.organization_id = v_here and t.source_entity_id = p_supplier_id and t.transaction_type = 'PURCHASE' and not t.is_system
        and t.reference_number = p_reference and t.deleted_at is null and t.posting_status <> 'reversed' and t.reversal_of_id is null) then
    perform hera.fail_procedure('DUPLICATE_RECEIPT', format('%s of this supplier is booked already', p_reference),
      jsonb_build_object('field', 'reference', 'supplier_id', p_supplier_id, 'reference', p_reference));
  end if;
end
$$;

-- hera.patched_transaction: a transaction with the given columns changed and all others as they were. What the books
-- themselves keep (periods, reversal links, stamps) is nobody's to give. Refuses: ZH004, ZH009 posting_status. No
-- locks.
create or replace function hera.patched_transaction(p_old public.universal_transactions, p_patch jsonb)
returns public.universal_transactions language plpgsql stable set search_path = '' as $$
declare
  v_new public.universal_transactions;
  v_given jsonb := p_patch - array['transaction_id', 'id', 'organization_id', 'transaction_date', 'fiscal_year', 'fiscal_period',
    'reversal_of_id', 'reversed_by_id', 'withdrawn_of_id', 'is_system', 'is_gl', 'is_financial', 'posted_xid', 'posted_at', 'subject_id', 'log_cluster',
    'log_xid', 'idempotency_key', 'version', 'created_at', 'updated_at', 'created_by', 'updated_by', 'deleted_at'];
begin
  if v_given ? 'posting_status' and coalesce(v_given ->> 'posting_status', '') not in ('draft', 'posted', p_old.posting_status) then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: posting_status is draft or posted',
      detail = '{"field": "posting_status"}';
  end if;
  if v_given ? 'transaction_type' then
    v_given := v_given || jsonb_build_object('transaction_type', upper(v_given ->> 'transaction_type'));
    perform hera.refuse_system_kind(v_given ->> 'transaction_type');
  end if;
  v_new := jsonb_populate_record(p_old, v_given);
  v_new.business_context := coalesce(nullif(v_new.business_context, 'null'), '{}');
  v_new.metadata := coalesce(nullif(v_new.metadata, 'null'), '{}');
  if p_patch ->> 'transaction_date' is not null then
    v_new.transaction_date := hera.instant_of(p_patch ->> 'transaction_date', 0);
  end if;
  return v_new;
end
$$;

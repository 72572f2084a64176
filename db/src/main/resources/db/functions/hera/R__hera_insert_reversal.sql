-- hera.insert_reversal: the mirror of a transaction: same type and smart code (unless p_options.reversal_smart_code), the GL
-- amounts with debit and credit swapped at the original's value in the base currency, every other amount and quantity negated. Locks: its fiscal period (shared).
create or replace function hera.insert_reversal(
  p_original public.universal_transactions, p_id uuid, p_number text, p_reason text, p_options jsonb
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_new public.universal_transactions := p_original;
begin
  insert into public.universal_transactions
    (organization_id, id, transaction_type, transaction_code, transaction_number, smart_code, transaction_date,
     source_entity_id, target_entity_id, total_amount, currency_code, transaction_status, reference_number,
     external_reference, business_context, metadata, posting_status, is_gl, reversal_of_id)
  values
    (v_new.organization_id, p_id, v_new.transaction_type, v_new.transaction_code, p_number,
     coalesce(p_options ->> 'reversal_smart_code', v_new.smart_code),
     coalesce(hera.instant_of(p_options ->> 'reversal_date', 0), now()), v_new.source_entity_id, v_new.target_entity_id,
     case when v_new.transaction_type ~ '^(JOURNAL_ENTRY$|GL_)' then v_new.total_amount else -v_new.total_amount end, v_new.currency_code, v_new.transaction_status, v_new.reference_number, v_new.external_reference,
     v_new.business_context,
     v_new.metadata || jsonb_strip_nulls(jsonb_build_object('reversal_reason', p_reason)), 'posted', v_new.is_gl, v_new.id);

  insert into public.universal_transaction_lines
    (organization_id, transaction_id, line_number, line_type, description, entity_id, quantity, unit_amount, line_amount,
     discount_amount, tax_amount, debit_amount, credit_amount, currency_code, base_amount, smart_code, line_data, metadata)
  select l.organization_id, p_id, l.line_number, l.line_type, l.description, l.entity_id,
    case when g.is_gl then l.quantity else -l.quantity end, l.unit_amount,
    case when g.is_gl then l.line_amount else -l.line_amount end, -l.discount_amount, -l.tax_amount,
    l.credit_amount, l.debit_amount, l.currency_code, -l.base_amount, l.smart_code, case
      when l.line_data ? 'side' then l.line_data || jsonb_build_object('side', case
        when upper(l.line_data ->> 'side') in ('DR', 'DEBIT') then 'CR' else 'DR' end)
      else l.line_data end, l.metadata
  from public.universal_transaction_lines l,
    lateral (select num_nonnulls(l.debit_amount, l.credit_amount) > 0 as is_gl) g
  where l.organization_id = v_new.organization_id and l.transaction_id = v_new.id;
end
$$;

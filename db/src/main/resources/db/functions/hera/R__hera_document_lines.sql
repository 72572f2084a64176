-- hera.document_lines: a transaction's lines by number as a printed document shows them, amounts as stored; name and code are
-- those of the line's entity, is_gl tells a line of the general ledger. Reads only; no locks.
create or replace function hera.document_lines(p_organization_id uuid, p_transaction_id uuid)
returns json language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return coalesce((
    select json_agg(json_build_object('type', l.line_type, 'description', l.description, 'name', e.entity_name,
        'code', e.entity_code, 'quantity', l.quantity, 'unit_amount', l.unit_amount, 'line_amount', l.line_amount,
        'discount_amount', l.discount_amount, 'tax_amount', l.tax_amount, 'debit_amount', l.debit_amount,
        'credit_amount', l.credit_amount, 'currency_code', l.currency_code,
        'is_gl', num_nonnulls(l.debit_amount, l.credit_amount) > 0 or hera.is_gl_code(l.smart_code))
      order by l.line_number)
    from public.universal_transaction_lines l
    left join public.core_entities e on e.organization_id = l.organization_id and e.id = l.entity_id
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id), '[]');
end
$$;
grant execute on function hera.document_lines to hera_app;

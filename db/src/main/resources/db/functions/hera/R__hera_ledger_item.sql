-- hera.ledger_item: a line of the general ledger as JSON text: p_amounts and what its transaction and its account say of it; posting_date
-- is the day in the organization's zone. No locks.
create or replace function hera.ledger_item(p_transaction_id uuid, p_line_number integer, p_zone text, p_amounts jsonb)
returns text language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return (
    select jsonb_build_object('transaction_id', t.id, 'transaction_number', t.transaction_number,
      'transaction_type', t.transaction_type, 'smart_code', t.smart_code, 'transaction_date', hera.utc(t.transaction_date),
      'posting_date', to_char(t.transaction_date at time zone p_zone, 'YYYY-MM-DD'), 'fiscal_period', t.fiscal_period,
      'reversal_of_id', t.reversal_of_id, 'line_number', l.line_number, 'description', l.description,
      'account_code', a.entity_code, 'account_name', a.entity_name, 'account_type', hera.account_type(l.entity_id))
      || p_amounts
    from public.universal_transactions t
    join public.universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
    left join public.core_entities a on a.organization_id = l.organization_id and a.id = l.entity_id
    where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
      and t.id = p_transaction_id and l.line_number = p_line_number)::text;
end
$$;
grant execute on function hera.ledger_item to hera_app;

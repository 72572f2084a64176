-- hera.add_rounding_line: the line of a GL transaction that takes what converting its other lines left over: nothing in its
-- currency, -p_residue in the base currency, on the organization's account for currency rounding. Locks: hera.ledger_account.
create or replace function hera.add_rounding_line(
  p_organization_id uuid, p_transaction_id uuid, p_base text, p_residue numeric
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  insert into public.universal_transaction_lines
    (organization_id, transaction_id, line_number, line_type, description, entity_id, debit_amount, credit_amount,
     currency_code, base_amount, smart_code)
  select p_organization_id, p_transaction_id, max(l.line_number) + 1, 'GL', 'Currency rounding',
    hera.ledger_account(p_organization_id, 'rounding'), case when p_residue < 0 then 0 end, case when p_residue > 0 then 0 end,
    p_base, -p_residue, 'HERA.FIN.GL.LINE.ROUNDING.V1'
  from public.universal_transaction_lines l
  where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id;
end
$$;

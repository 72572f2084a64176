-- hera.value_lines: gives the lines of a GL transaction that is about to be posted their value in the organization's base
-- currency, line by line at the stored rates of its day, and puts what rounding leaves over on the account for it, in a line
-- of its own without an amount in its currency (promise L13). A line whose currency has no rate gets none. The transaction is
-- still a draft. Locks: its lines; hera.ledger_account.
create or replace function hera.value_lines(p_organization_id uuid, p_transaction_id uuid, p_at timestamptz)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_base text := hera.base_currency(p_organization_id);
  v_rates jsonb;
  v_residue numeric;
begin
  if v_base is null then
    return;
  end if;
  v_rates := hera.rates_of(p_organization_id, array(
    select distinct l.currency_code::text from public.universal_transaction_lines l
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id and l.currency_code is not null), p_at);
  update public.universal_transaction_lines l
  set base_amount = hera.base_amount(l.debit_amount, l.credit_amount, l.currency_code, v_base, v_rates)
  where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
    and num_nonnulls(l.debit_amount, l.credit_amount) > 0;
  select sum(l.base_amount) into v_residue from public.universal_transaction_lines l
  where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
    and l.currency_code <> v_base;
  if v_residue <> 0 then
    perform hera.add_rounding_line(p_organization_id, p_transaction_id, v_base, v_residue);
  end if;
end
$$;

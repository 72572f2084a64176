-- hera.ledger_entry: a line of a journal as hera.create_transaction takes it: p_amount to the debit side of the account for p_purpose, a negative
-- one to its credit; no line for nothing. Locks: hera.trading_account.
create or replace function hera.ledger_entry(p_purpose text, p_amount numeric, p_currency text, p_description text, p_data jsonb default '{}')
returns jsonb[] language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  if coalesce(p_amount, 0) = 0 then
    return '{}';
  end if;
  return array[jsonb_build_object('line_type', 'GL', 'smart_code', 'HERA.FIN.GL.LINE.ENTRY.V1',
    'entity_id', hera.trading_account(nullif(current_setting('hera.organization_id', true), '')::uuid, p_purpose),
    'description', p_description, case when p_amount > 0 then 'debit_amount' else 'credit_amount' end, abs(p_amount),
    'currency_code', p_currency, 'line_data', p_data)];
end
$$;

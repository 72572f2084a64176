-- hera.read_statement: a statement of the books as JSON members in text, after bringing the kept balances up to date where that
-- is due. p_kind: trial_balance, balance_sheet, profit_and_loss, general_ledger. One snapshot for the whole statement.
-- Runs as the caller under row-level security. Locks: hera.freshen_balances. Refuses: ZH015.
create or replace function hera.read_statement(p_kind text, p_query jsonb)
returns text language plpgsql volatile set search_path = '' as $$
begin
  perform hera.freshen_balances();
  return case p_kind
    when 'trial_balance' then hera.trial_balance(p_query)
    when 'balance_sheet' then hera.balance_sheet(p_query)
    when 'profit_and_loss' then hera.profit_and_loss(p_query)
    when 'general_ledger' then hera.general_ledger(p_query)
  end;
end
$$;
grant execute on function hera.read_statement to hera_app;

-- hera.count_post: HERA.RETAIL.INV.COUNT.POST.V1: books what a count found to be missing as an expense, and what it found to be there too much against it, at the
-- average cost, with the reason. Answers {transaction_id?, journal_number?, movement_id?, value, lines, debits, credits}; without
-- a value there is no journal. Locks: the fiscal period (shared). Fails with the codes of its specification.
create or replace function hera.count_post(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_currency text := hera.base_currency(nullif(current_setting('hera.organization_id', true), '')::uuid);
  v_value numeric := coalesce((p_inputs ->> 'value')::numeric, 0);
  v_answer jsonb := (p_inputs - array['reason', 'branch_id']) || jsonb_build_object('debits', abs(v_value), 'credits', abs(v_value));
  v_journal jsonb;
begin
  if v_value = 0 then
    return v_answer;
  end if;
  v_journal := hera.post_trade(jsonb_build_object('transaction_type', 'JOURNAL_ENTRY', 'smart_code', 'HERA.RETAIL.INV.GL.COUNT.V1',
    'transaction_date', hera.utc(now()), 'total_amount', abs(v_value), 'currency_code', v_currency, 'transaction_status', 'POSTED',
    'business_context', jsonb_build_object('branch_id', p_inputs -> 'branch_id', 'reason', p_inputs -> 'reason',
      'movement_id', p_inputs -> 'movement_id')),
    hera.ledger_entry('inventory', v_value, v_currency, p_inputs ->> 'reason')
      || hera.ledger_entry('stock_difference', -v_value, v_currency, p_inputs ->> 'reason'), null);
  return v_answer || jsonb_build_object('transaction_id', v_journal -> 'transaction_id',
    'journal_number', v_journal -> 'transaction_number');
end
$$;
alter function hera.count_post owner to hera_writer;
grant execute on function hera.count_post to hera_app;

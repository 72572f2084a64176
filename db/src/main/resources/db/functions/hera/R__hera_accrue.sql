-- hera.accrue: books one accrual {description, expense_account, liability_account, amount, currency_code?} on the last day of a month, and
-- takes it back on the first of the next: the reversal that the books know, so that the expense falls into its month and the bill
-- into the one in which it comes. Answers {transaction_id, reversal_transaction_id, amount}. Locks: both periods (shared). Fails the
-- procedure with INVALID_ACCRUAL, UNKNOWN_ACCOUNT, PERIOD_CLOSED.
create or replace function hera.accrue(p_accrual jsonb, p_last_day date, p_next_day date)
returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_currency text := coalesce(p_accrual ->> 'currency_code', hera.base_currency(v_here));
  v_amount numeric := case when jsonb_typeof(p_accrual -> 'amount') = 'number' then (p_accrual ->> 'amount')::numeric end;
  v_posted jsonb;
  v_reversed jsonb;
begin
  if coalesce(v_amount, 0) <= 0 or v_amount <> round(v_amount, hera.minor_units(v_currency))
      or btrim(coalesce(p_accrual ->> 'description', '')) = '' then
    perform hera.fail_procedure('INVALID_ACCRUAL', 'an accrual has a description, and an amount above zero that its currency can hold',
      jsonb_build_object('field', 'accruals', 'accrual', p_accrual));
  end if;
  v_posted := hera.post_two_sides(jsonb_build_object('transaction_type', 'JOURNAL_ENTRY', 'smart_code', 'HERA.FIN.GL.JOURNAL.ACCRUAL.V1',
      'transaction_date', p_last_day, 'currency_code', v_currency, 'metadata', jsonb_build_object('description', p_accrual ->> 'description')),
    v_amount, hera.account_by_code(p_accrual ->> 'expense_account'), hera.account_by_code(p_accrual ->> 'liability_account'));
  v_reversed := hera.reverse_transaction(v_here, 'owner', (v_posted ->> 'transaction_id')::uuid,
    jsonb_build_object('reversal_date', p_next_day, 'reason', 'accrual taken back: ' || (p_accrual ->> 'description')));
  return jsonb_build_object('transaction_id', v_posted -> 'transaction_id', 'amount', v_amount,
    'reversal_transaction_id', v_reversed -> 'reversal_transaction_id');
end
$$;

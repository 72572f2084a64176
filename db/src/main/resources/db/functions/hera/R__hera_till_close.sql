-- hera.till_close: HERA.SALON.POS.TILL.CLOSE.V1: closes a till for a day that was just counted: one CASH_CLOSE, posted, under a number of which there is one, with
-- what is over or short in the journal; it belongs to that day. Answers p_inputs and {transaction_id, debits, credits}. Locks:
-- hera.hold_till, alone; the fiscal period (shared). Fails with the codes of its specification.
create or replace function hera.till_close(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_currency text := p_inputs ->> 'currency_code';
  v_difference numeric := (p_inputs ->> 'difference')::numeric;
  v_about text := coalesce(p_inputs ->> 'reason', 'Cash close');
begin
  perform hera.hold_till((p_inputs ->> 'branch_id')::uuid, p_inputs ->> 'till', v_currency, (p_inputs ->> 'day')::date, true);
  return p_inputs || jsonb_build_object('debits', abs(v_difference), 'credits', abs(v_difference), 'transaction_id',
    hera.post_trade(jsonb_build_object('transaction_type', 'CASH_CLOSE', 'smart_code', 'HERA.SALON.POS.GL.CASH_CLOSE.V1',
      'transaction_number', p_inputs ->> 'till_number', 'transaction_date', hera.utc(least(now(),
        hera.instant_of(p_inputs ->> 'day', 1) - interval '1 microsecond')), 'total_amount', p_inputs -> 'counted_cash',
      'currency_code', v_currency, 'transaction_status', 'CLOSED', 'business_context', p_inputs),
      hera.ledger_entry('cash', v_difference, v_currency, v_about)
        || hera.ledger_entry('cash_difference', -v_difference, v_currency, v_about), null) -> 'transaction_id');
end
$$;
alter function hera.till_close owner to hera_writer;
grant execute on function hera.till_close to hera_app;

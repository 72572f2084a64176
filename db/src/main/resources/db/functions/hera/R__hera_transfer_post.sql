-- hera.transfer_post: HERA.RETAIL.STOCK.TRANSFER.POST.V1: books goods from one branch's inventory to those in transit (positive value), or from there into a
-- branch's inventory (mode arrive), in a journal of that branch: over the organization nothing changes, and while nothing is on
-- its way the account for it is empty. Answers {transaction_id, transfer_id, transfer_number, status, items, value, debits, credits}; without a value there is
-- no journal. Locks: the fiscal period (shared). Fails with the codes of its specification.
create or replace function hera.transfer_post(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_currency text := hera.base_currency(nullif(current_setting('hera.organization_id', true), '')::uuid);
  v_value numeric := coalesce((p_inputs ->> 'value')::numeric, 0);
  v_leaving numeric := case when p_context ->> 'mode' = 'arrive' then -v_value else v_value end;
  v_answer jsonb := p_inputs || jsonb_build_object('debits', v_value, 'credits', v_value);
begin
  if v_value = 0 then
    return v_answer;
  end if;
  return v_answer || jsonb_build_object('transaction_id', hera.post_trade(jsonb_build_object('transaction_type', 'JOURNAL_ENTRY',
    'smart_code', 'HERA.RETAIL.STOCK.GL.TRANSFER.V1', 'transaction_date', hera.utc(now()), 'total_amount', v_value,
    'currency_code', v_currency, 'transaction_status', 'POSTED', 'reference_number', p_inputs ->> 'transfer_number',
    'business_context', jsonb_build_object('branch_id', p_inputs -> 'branch_id', 'transfer_id', p_inputs -> 'transfer_id')),
    hera.ledger_entry('goods_in_transit', v_leaving, v_currency, 'Goods on their way')
      || hera.ledger_entry('inventory', -v_leaving, v_currency, 'Goods on their way'), null) -> 'transaction_id');
end
$$;
alter function hera.transfer_post owner to hera_writer;
grant execute on function hera.transfer_post to hera_app;

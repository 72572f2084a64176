-- hera.purchase_post: HERA.RETAIL.PURCHASE.RECEIPT.POST.V1: books received goods as owed to the supplier: one PURCHASE with its journal, inventory and input tax
-- to the debit side, payables to the credit side, in the base currency. A supplier's document is booked once. Answers
-- {transaction_id, receipt_number, net_amount, tax_amount, total_amount, debits, credits, items}. Locks: the supplier, the fiscal
-- period (shared). Fails with the codes of its specification.
create or replace function hera.purchase_post(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_currency text := hera.base_currency(v_here);
  v_net numeric := (p_inputs ->> 'value')::numeric;
  v_tax numeric := coalesce(hera.asked_number(p_inputs, 'tax_amount', 'INVALID_AMOUNT', hera.minor_units(v_currency)), 0);
  v_entries jsonb[];
  v_items jsonb[];
  v_receipt jsonb;
begin
  if v_tax < 0 then
    perform hera.fail_procedure('INVALID_AMOUNT', 'input tax is not negative', '{"field": "tax_amount"}');
  end if;
  perform hera.refuse_known_document((p_inputs ->> 'supplier_id')::uuid, p_inputs ->> 'reference');
  select array_agg(jsonb_build_object('line_type', 'RETAIL', 'smart_code', 'HERA.RETAIL.PURCHASE.RECEIPT.LINE.V1',
    'entity_id', i.value -> 'entity_id', 'quantity', i.value -> 'quantity', 'unit_amount', i.value -> 'unit_cost',
    'line_amount', i.value -> 'value') order by i.position) into v_items
  from jsonb_array_elements(p_inputs -> 'items') with ordinality i (value, position);
  v_entries := hera.ledger_entry('inventory', v_net, v_currency, 'Goods received')
    || hera.ledger_entry('tax', v_tax, v_currency, 'Input tax')
    || hera.ledger_entry('payables', -v_net - v_tax, v_currency, 'Goods received');
  v_receipt := hera.post_trade(jsonb_build_object('transaction_type', 'PURCHASE', 'smart_code', 'HERA.RETAIL.PURCHASE.GL.RECEIPT.V1',
    'transaction_date', hera.utc(hera.asked_instant(p_inputs, 'received_at')), 'source_entity_id', p_inputs ->> 'supplier_id',
    'total_amount', v_net + v_tax, 'currency_code', v_currency, 'transaction_status', 'RECEIVED',
    'reference_number', p_inputs ->> 'reference', 'business_context', jsonb_build_object('branch_id', p_inputs -> 'branch_id',
      'movement_id', p_inputs -> 'movement_id', 'tax_amount', v_tax)), v_items || v_entries, null);
  return jsonb_build_object('transaction_id', v_receipt -> 'transaction_id', 'receipt_number', v_receipt -> 'transaction_number',
    'net_amount', v_net, 'tax_amount', v_tax, 'total_amount', v_net + v_tax, 'items', p_inputs -> 'items',
    'debits', (select coalesce(sum((l.value ->> 'debit_amount')::numeric), 0) from unnest(v_entries) l (value)),
    'credits', (select coalesce(sum((l.value ->> 'credit_amount')::numeric), 0) from unnest(v_entries) l (value)));
end
$$;
alter function hera.purchase_post owner to hera_writer;
grant execute on function hera.purchase_post to hera_app;

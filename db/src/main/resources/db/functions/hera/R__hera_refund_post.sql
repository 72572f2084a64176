-- hera.refund_post: HERA.SALON.POS.REFUND.POST.V1: books what hera.refund_prepare computed: one REFUND, posted, that follows from its sale: revenue and tax go
-- back, money is paid out, and what came back into stock comes off the cost of goods. Answers {transaction_id, refund_number,
-- sale_id, total_amount, net_amount, tax_amount, method, debits, credits}. Locks: the sale, the fiscal period (shared). Fails
-- with the codes of its specification.
create or replace function hera.refund_post(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_sale public.universal_transactions := hera.sale_of((p_inputs ->> 'sale_id')::uuid);
  v_items jsonb[];
  v_entries jsonb[];
  v_refund jsonb;
begin
  select array_agg(jsonb_strip_nulls(jsonb_build_object('line_type', i.value -> 'line_type', 'entity_id', i.value -> 'entity_id',
    'smart_code', format('HERA.SALON.POS.REFUND.LINE.%s.V1', i.value ->> 'line_type'), 'description', i.value -> 'description',
    'quantity', i.value -> 'quantity', 'line_amount', i.value -> 'net', 'tax_amount', i.value -> 'tax',
    'line_data', jsonb_build_object('sale_line_number', i.value -> 'line_number'))) order by i.position) into v_items
  from jsonb_array_elements(p_inputs -> 'items') with ordinality i (value, position);
  v_entries := hera.refund_entries(v_sale, v_items, p_inputs ->> 'method', coalesce((p_inputs ->> 'returned_value')::numeric, 0));
  v_refund := hera.post_trade(jsonb_build_object('transaction_type', 'REFUND', 'smart_code', 'HERA.SALON.POS.GL.REFUND.V1',
    'transaction_date', p_inputs ->> 'refunded_at', 'source_entity_id', p_inputs ->> 'customer_id',
    'total_amount', p_inputs -> 'total_amount', 'currency_code', v_sale.currency_code, 'transaction_status', 'COMPLETED',
    'reference_number', v_sale.transaction_number, 'business_context', jsonb_build_object('sale_id', v_sale.id,
      'branch_id', v_sale.business_context -> 'branch_id', 'till', p_inputs -> 'till', 'reason', p_inputs -> 'reason',
      'net_amount', p_inputs -> 'net_amount', 'tax_amount', p_inputs -> 'tax_amount', 'method', p_inputs -> 'method')),
    v_items || v_entries, v_sale.id);
  return jsonb_build_object('transaction_id', v_refund -> 'transaction_id', 'refund_number', v_refund -> 'transaction_number',
    'sale_id', v_sale.id, 'total_amount', p_inputs -> 'total_amount', 'net_amount', p_inputs -> 'net_amount',
    'tax_amount', p_inputs -> 'tax_amount', 'method', p_inputs -> 'method',
    'debits', (select coalesce(sum((l.value ->> 'debit_amount')::numeric), 0) from unnest(v_entries) l (value)),
    'credits', (select coalesce(sum((l.value ->> 'credit_amount')::numeric), 0) from unnest(v_entries) l (value)));
end
$$;
alter function hera.refund_post owner to hera_writer;
grant execute on function hera.refund_post to hera_app;

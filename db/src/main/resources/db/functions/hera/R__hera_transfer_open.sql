-- hera.transfer_open: HERA.RETAIL.STOCK.TRANSFER.OPEN.V1: writes down that goods are on their way from one branch to another: a transaction STOCK_TRANSFER,
-- IN_TRANSIT, of which goods leave stock as p_inputs.items tells. Answers {transaction_id, transfer_number, status, value, items}.
-- Locks: none beyond the inserted rows. Fails with the codes of its specification.
create or replace function hera.transfer_open(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_lines jsonb[];
  v_transfer jsonb;
begin
  select array_agg(jsonb_build_object('line_type', 'STOCK', 'smart_code', 'HERA.RETAIL.STOCK.TRANSFER.LINE.V1',
    'entity_id', i.value -> 'entity_id', 'quantity', -(i.value ->> 'quantity')::numeric, 'unit_amount', i.value -> 'unit_cost',
    'line_amount', -(i.value ->> 'value')::numeric) order by i.position) into v_lines
  from jsonb_array_elements(p_inputs -> 'items') with ordinality i (value, position);
  v_transfer := hera.create_transaction(v_here, 'owner', jsonb_build_object('transaction_type', 'STOCK_TRANSFER',
    'smart_code', 'HERA.RETAIL.STOCK.TRANSFER.SHIPMENT.V1', 'transaction_date', hera.utc(now()),
    'source_entity_id', p_inputs -> 'from_branch_id', 'target_entity_id', p_inputs -> 'to_branch_id',
    'total_amount', -(p_inputs ->> 'value')::numeric, 'transaction_status', 'IN_TRANSIT', 'reference_number', p_inputs ->> 'reference',
    'business_context', jsonb_build_object('branch_id', p_inputs -> 'from_branch_id', 'run_id', p_context -> 'run_id')),
    v_lines, '{}', '[]', '{}');
  return jsonb_build_object('transaction_id', v_transfer -> 'transaction_id', 'transfer_number', v_transfer -> 'transaction_number',
    'status', 'IN_TRANSIT', 'value', -(p_inputs ->> 'value')::numeric, 'items', hera.transfer_items((v_transfer ->> 'transaction_id')::uuid));
end
$$;
alter function hera.transfer_open owner to hera_writer;
grant execute on function hera.transfer_open to hera_app;

-- hera.transfer_settle: HERA.RETAIL.STOCK.TRANSFER.SETTLE.V1: ends a transfer that is in transit: in mode receive it is RECEIVED where it was sent to, in mode
-- return it is RETURNED to where it came from. Answers {transfer_id, transfer_number, status, branch_id, items, value}. Locks: the
-- transfer, so that it ends once. Fails with the codes of its specification.
create or replace function hera.transfer_settle(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_transfer public.universal_transactions := hera.transfer_of((p_inputs ->> 'transfer_id')::uuid);
  v_received boolean := p_context ->> 'mode' is distinct from 'return';
begin
  if v_transfer.transaction_status <> 'IN_TRANSIT' then
    perform hera.fail_procedure('NOT_IN_TRANSIT', 'the transfer is ' || v_transfer.transaction_status,
      jsonb_build_object('transfer_id', v_transfer.id, 'status', v_transfer.transaction_status));
  end if;
  perform hera.transfer_stands(v_transfer, case when v_received then 'RECEIVED' else 'RETURNED' end, p_inputs ->> 'reason', p_context);
  return jsonb_build_object('transfer_id', v_transfer.id, 'transfer_number', v_transfer.transaction_number,
    'status', case when v_received then 'RECEIVED' else 'RETURNED' end,
    'branch_id', case when v_received then v_transfer.target_entity_id else v_transfer.source_entity_id end,
    'items', hera.transfer_items(v_transfer.id), 'value', v_transfer.total_amount);
end
$$;
alter function hera.transfer_settle owner to hera_writer;
grant execute on function hera.transfer_settle to hera_app;

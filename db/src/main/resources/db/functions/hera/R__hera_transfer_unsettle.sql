-- hera.transfer_unsettle: HERA.RETAIL.STOCK.TRANSFER.UNSETTLE.V1: puts a transfer back on its way whose end is taken back. One that is on its way stays so,
-- and without a status nothing had happened. Answers {transfer_id, status}. Locks: the transfer. Fails with TRANSFER_NOT_FOUND.
create or replace function hera.transfer_unsettle(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_transfer public.universal_transactions;
begin
  if p_inputs ->> 'status' is null then
    return '{}';
  end if;
  v_transfer := hera.transfer_of((p_inputs ->> 'transfer_id')::uuid);
  if v_transfer.transaction_status = p_inputs ->> 'status' then
    perform hera.transfer_stands(v_transfer, 'IN_TRANSIT', null, p_context);
  end if;
  return jsonb_build_object('transfer_id', v_transfer.id, 'status', 'IN_TRANSIT');
end
$$;
alter function hera.transfer_unsettle owner to hera_writer;
grant execute on function hera.transfer_unsettle to hera_app;

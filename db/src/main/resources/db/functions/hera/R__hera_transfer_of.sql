-- hera.transfer_of: a transfer of the request's organization, locked until the transaction ends. Fails the procedure with TRANSFER_NOT_FOUND. Locks:
-- the transfer.
create or replace function hera.transfer_of(p_transfer_id uuid)
returns public.universal_transactions language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_transfer public.universal_transactions;
begin
  select * into v_transfer from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_transfer_id
    and t.transaction_type = 'STOCK_TRANSFER' and t.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('TRANSFER_NOT_FOUND', format('there is no transfer %s', p_transfer_id),
      jsonb_build_object('field', 'transfer_id', 'transfer_id', p_transfer_id));
  end if;
  return v_transfer;
end
$$;

-- hera.change_transactions_in_batch: many creations, updates and deletions (reversals too) of transactions in order, in one
-- call: [{action, transaction, lines, dynamic, relationships, options}] as rpc.hera_transactions_crud_v2 takes them. How
-- failures, roles, locks, limits and idempotency go: see hera.change_entities_in_batch. Refuses: ZH009 an operation
-- without a transaction.
create or replace function hera.change_transactions_in_batch(p_atomic boolean, p_operations jsonb[])
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  if exists (select from unnest(p_operations) o where coalesce(jsonb_typeof(o -> 'transaction'), '') <> 'object') then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: every operation needs a transaction',
      detail = '{"field": "operations"}';
  end if;
  return hera.change_entities_in_batch(p_atomic, p_operations);
end
$$;
alter function hera.change_transactions_in_batch(boolean, jsonb[]) owner to hera_writer;
grant execute on function hera.change_transactions_in_batch(boolean, jsonb[]) to hera_app;

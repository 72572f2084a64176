-- rpc.hera_txn_read_v1: one transaction with its lines: {success, action, transaction_id, transaction, data}. Reads only.
-- SQLSTATEs: ZH001-ZH003, ZH005.
create or replace function rpc.hera_txn_read_v1(
  p_organization_id uuid,
  p_transaction_id uuid,
  p_include_lines boolean default true,
  p_include_deleted boolean default false,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
begin
  perform hera.enter(coalesce(p_actor_user_id, nullif(current_setting('hera.actor_user_id', true), '')::uuid), p_organization_id,
    'viewer');
  return hera.read_transaction_v1(jsonb_build_object('transaction_id', p_transaction_id, 'include_lines', p_include_lines,
    'include_deleted', p_include_deleted));
end
$$;
comment on function rpc.hera_txn_read_v1 is 'One transaction with its lines and dynamic fields.';
alter function rpc.hera_txn_read_v1 owner to hera_writer;
grant execute on function rpc.hera_txn_read_v1 to hera_app;

-- rpc.hera_txn_query_v1: transactions by filters, in p_filters or one by one: {success, action, transactions, data, count,
-- next_cursor?}. Dates without time are whole days in the organization's zone, both inclusive. Reads only. SQLSTATEs:
-- ZH001-ZH003, ZH009, ZH015.
create or replace function rpc.hera_txn_query_v1(
  p_organization_id uuid,
  p_filters jsonb default '{}',
  p_transaction_type text default null,
  p_smart_code text default null,
  p_source_entity_id uuid default null,
  p_target_entity_id uuid default null,
  p_date_from text default null,
  p_date_to text default null,
  p_status text default null,
  p_include_lines boolean default null,
  p_include_deleted boolean default null,
  p_limit integer default null,
  p_offset integer default null,
  p_cursor text default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
begin
  perform hera.enter(coalesce(p_actor_user_id, nullif(current_setting('hera.actor_user_id', true), '')::uuid), p_organization_id,
    'viewer');
  return hera.query_transactions_v1(coalesce(p_filters, '{}') || jsonb_strip_nulls(jsonb_build_object(
    'transaction_type', p_transaction_type, 'smart_code', p_smart_code, 'source_entity_id', p_source_entity_id,
    'target_entity_id', p_target_entity_id, 'date_from', p_date_from, 'date_to', p_date_to, 'status', p_status,
    'include_lines', p_include_lines, 'include_deleted', p_include_deleted, 'limit', p_limit, 'offset', p_offset,
    'cursor', p_cursor)));
end
$$;
comment on function rpc.hera_txn_query_v1 is 'Transactions by type, smart code, parties, dates and status, with their lines.';
alter function rpc.hera_txn_query_v1 owner to hera_writer;
grant execute on function rpc.hera_txn_query_v1 to hera_app;

-- rpc.hera_txn_emit_v1: creates a transaction with its lines, its header in p_transaction_data ({…, lines, dynamic}) or one by
-- one; p_smart_code wins. Answers {success, id, transaction_id, version, transaction, data}. A line without smart code takes
-- the header's, a missing date is now.
-- Locks and SQLSTATEs: hera.create_transaction. Idempotent by the request's key.
create or replace function rpc.hera_txn_emit_v1(
  p_organization_id uuid,
  p_transaction_data jsonb default '{}',
  p_smart_code text default null,
  p_transaction_type text default null,
  p_transaction_date text default null,
  p_transaction_number text default null,
  p_source_entity_id uuid default null,
  p_target_entity_id uuid default null,
  p_total_amount numeric default null,
  p_transaction_status text default null,
  p_business_context jsonb default null,
  p_metadata jsonb default null,
  p_lines jsonb default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_header jsonb := coalesce(p_transaction_data -> 'header', p_transaction_data, '{}');
  v_role text;
  v_request text;
  v_answer jsonb;
begin
  v_role := hera.enter(coalesce(p_actor_user_id, nullif(current_setting('hera.actor_user_id', true), '')::uuid),
    p_organization_id, 'staff');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_header := jsonb_build_object('transaction_date', hera.utc(now())) || (v_header - array['lines', 'dynamic']) || jsonb_strip_nulls(
    jsonb_build_object('smart_code', p_smart_code, 'transaction_type', p_transaction_type, 'transaction_date', p_transaction_date,
      'transaction_number', p_transaction_number, 'source_entity_id', p_source_entity_id, 'target_entity_id', p_target_entity_id,
      'total_amount', p_total_amount, 'transaction_status', p_transaction_status, 'business_context', p_business_context,
      'metadata', p_metadata));
  v_request := hera.set_key_aside();
  v_answer := hera.write_transaction_v1('EMIT', p_organization_id, v_role, jsonb_strip_nulls(jsonb_build_object('dynamic',
    p_transaction_data -> 'dynamic')) || jsonb_build_object('header', v_header, 'lines',
    coalesce(p_lines, p_transaction_data -> 'lines', '[]')));
  return hera.keep_answer(v_request, 'EMIT', v_answer);
end
$$;
comment on function rpc.hera_txn_emit_v1 is 'Creates a transaction with its lines in one atomic call. @idempotent';
alter function rpc.hera_txn_emit_v1 owner to hera_writer;
grant execute on function rpc.hera_txn_emit_v1 to hera_app;

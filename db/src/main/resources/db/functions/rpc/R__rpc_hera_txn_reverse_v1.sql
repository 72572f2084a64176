-- rpc.hera_txn_reverse_v1: reverses a posted transaction, named by p_transaction_id or p_original_txn_id: {success, id,
-- transaction_id, reversal_transaction_id, version, transaction, data}, data being the reversal.
-- Locks and SQLSTATEs: hera.reverse_transaction; ZH009 without an id. Idempotent by the request's key.
create or replace function rpc.hera_txn_reverse_v1(
  p_organization_id uuid,
  p_transaction_id uuid default null,
  p_original_txn_id uuid default null,
  p_reason text default null,
  p_reversal_reason text default null,
  p_reversal_smart_code text default null,
  p_reversal_date text default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_id uuid := coalesce(p_transaction_id, p_original_txn_id);
  v_role text;
  v_request text;
  v_answer jsonb;
  v_reversal jsonb;
begin
  v_role := hera.enter(coalesce(p_actor_user_id, nullif(current_setting('hera.actor_user_id', true), '')::uuid),
    p_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  if v_id is null then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: p_transaction_id is required',
      detail = '{"field": "p_transaction_id"}';
  end if;
  v_request := hera.set_key_aside();
  v_answer := hera.reverse_transaction(p_organization_id, v_role, v_id, jsonb_strip_nulls(jsonb_build_object(
    'reason', coalesce(p_reason, p_reversal_reason), 'reversal_smart_code', p_reversal_smart_code, 'reversal_date', p_reversal_date)));
  v_reversal := hera.transaction_bundle((v_answer ->> 'reversal_transaction_id')::uuid, '{}');
  return hera.keep_answer(v_request, 'REVERSE', v_answer || jsonb_build_object('id', v_answer -> 'reversal_transaction_id',
    'transaction', v_reversal, 'data', v_reversal));
end
$$;
comment on function rpc.hera_txn_reverse_v1 is
  'Reverses a posted transaction by its mirror, linked both ways. @role finance_admin @idempotent';
alter function rpc.hera_txn_reverse_v1 owner to hera_writer;
grant execute on function rpc.hera_txn_reverse_v1 to hera_app;

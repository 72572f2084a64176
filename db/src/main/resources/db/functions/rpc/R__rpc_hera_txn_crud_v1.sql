-- rpc.hera_txn_crud_v1: transactions for the v2 callers: p_action CREATE, READ, UPDATE, DELETE, QUERY, EMIT, REVERSE, VOID or
-- VALIDATE; p_payload {header, lines, transaction_id, include_lines, include_deleted, transaction_type, smart_code, date_from,
-- date_to, status, limit, reason}. Answers {success, action, transaction_id, transaction?, transactions?, data}. VOID marks a
-- draft void and reverses what is posted; VALIDATE changes nothing.
-- Locks: those of what it calls. SQLSTATEs: ZH001-ZH010, ZH013, ZH015-ZH018, 23505. Idempotent by the request's key.
create or replace function rpc.hera_txn_crud_v1(
  p_action text,
  p_actor_user_id uuid,
  p_organization_id uuid,
  p_payload jsonb default '{}'
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_action text := upper(p_action);
  v_request text;
  v_role text;
  v_replay jsonb;
begin
  v_role := hera.enter(p_actor_user_id, p_organization_id, hera.txn_role(v_action, p_payload));
  case v_action
    when 'READ' then return hera.read_transaction_v1(p_payload);
    when 'QUERY' then return hera.query_transactions_v1(p_payload);
    when 'VALIDATE' then return hera.write_transaction_v1(v_action, p_organization_id, v_role, p_payload);
    else
      v_replay := hera.idempotent_replay();
      if v_replay is not null then
        return v_replay;
      end if;
      v_request := hera.set_key_aside();
      return hera.keep_answer(v_request, v_action, hera.write_transaction_v1(v_action, p_organization_id, v_role, p_payload));
  end case;
end
$$;
comment on function rpc.hera_txn_crud_v1 is
  'Creates, reads, queries, updates, deletes, emits, reverses, voids or validates a transaction with its lines. @idempotent';
alter function rpc.hera_txn_crud_v1 owner to hera_writer;
grant execute on function rpc.hera_txn_crud_v1 to hera_app;

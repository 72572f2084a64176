-- rpc.hera_transactions_crud_v2: creates, reads, updates or deletes a transaction with its lines, dynamic fields and
-- relationships, all or nothing in one call (the guide's function). On UPDATE lines replace, fields merge, relationships
-- replace those of the types given. READ filters by p_transaction and p_options. DELETE: p_options.delete_action
-- soft_delete, hard_delete or reverse. Answers {transaction_id, success, message, version, …} or {success, data, count}.
-- Locks: see hera.create_transaction, hera.update_transaction, hera.delete_transaction. SQLSTATEs: ZH001-ZH010, ZH013,
-- ZH015-ZH018, 23505. Idempotent by the request's key.
create or replace function rpc.hera_transactions_crud_v2(
  p_action text,
  p_actor_user_id uuid,
  p_organization_id uuid,
  p_transaction jsonb,
  p_lines jsonb[] default null,
  p_dynamic jsonb default null,
  p_relationships jsonb[] default null,
  p_options jsonb default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_action text := upper(p_action);
  v_role text;
  v_replay jsonb;
begin
  v_role := hera.enter(p_actor_user_id, p_organization_id, hera.transaction_role(v_action, p_options));
  if v_action = 'READ' then
    return hera.read_transactions(p_transaction, p_options);
  end if;
  v_replay := hera.idempotent_replay();
  if v_replay is not null then
    return v_replay;
  end if;
  return hera.change_transaction(v_action, p_organization_id, v_role, p_transaction, p_lines, p_dynamic,
    to_jsonb(p_relationships), p_options);
end
$$;
comment on function rpc.hera_transactions_crud_v2 is
  'Creates, reads, updates or deletes (soft_delete, hard_delete, reverse) a transaction with its lines, dynamic fields and relationships in one atomic call. @idempotent';
alter function rpc.hera_transactions_crud_v2 owner to hera_writer;
grant execute on function rpc.hera_transactions_crud_v2 to hera_app;

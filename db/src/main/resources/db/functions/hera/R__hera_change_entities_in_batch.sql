-- hera.change_entities_in_batch: many creations, updates and deletions in order, in one call. p_atomic: the first
-- failure undoes all. Otherwise each stands alone. Each operation is {action, entity, dynamic, relationships, options}
-- as rpc.hera_entities_crud_v2 takes them; its role is checked each,
-- and first that the caller may write at all. Answers {success, applied, results: [{index, entity_id, version} | {index,
-- sqlstate, message, detail, constraint}]}. Idempotent by the request's key as a whole.
-- Locks: those of each operation, in the caller's order. Refuses: ZH012 over 1,000 operations.
create or replace function hera.change_entities_in_batch(p_atomic boolean, p_operations jsonb[])
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_results jsonb;
  v_failed boolean;
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid,
    nullif(current_setting('hera.organization_id', true), '')::uuid, 'staff');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  if cardinality(p_operations) > 1000 then
    raise exception using errcode = 'ZH012', message = 'HERA_BATCH_TOO_LARGE: at most 1000 operations at once';
  end if;
  begin
    v_results := hera.run_operations(p_atomic, p_operations);
    v_failed := v_results @? '$[*].sqlstate';
    if p_atomic and v_failed then
      raise exception using errcode = 'ZH000';
    end if;
  exception
    when sqlstate 'ZH000' then
      -- The operations are undone; what they answered is still in the variable. Nothing was done, so nothing is kept.
      return jsonb_build_object('success', false, 'applied', false, 'results', v_results);
  end;
  v_answer := jsonb_build_object('success', not v_failed, 'applied', true, 'results', v_results);
  perform hera.idempotent_store('BATCH', v_answer);
  return v_answer;
end
$$;
alter function hera.change_entities_in_batch(boolean, jsonb[]) owner to hera_writer;
grant execute on function hera.change_entities_in_batch(boolean, jsonb[]) to hera_app;

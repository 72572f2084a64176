-- rpc.hera_entities_bulk_crud_v1: p_action (CREATE, READ, UPDATE, DELETE) on up to 1,000 entities, each {entity, dynamic,
-- relationships, options} or the bare entity, as rpc.hera_entities_crud_v1 takes it. p_options.atomic (false): the first
-- refusal undoes all; max_batch_size or batch_size lowers the bound; its other members hold for every entity.
-- Answers {success, action, organization_id, total, succeeded, failed, atomic, atomic_rollback, results: [{index,
-- entity_id, success, result | error, code, context, violations}]}. Locks: those of each member, in order.
-- SQLSTATEs: ZH001-ZH003, ZH009, ZH012 (HERA_BATCH_TOO_LARGE). Idempotent by the request's key.
create or replace function rpc.hera_entities_bulk_crud_v1(
  p_action text, p_actor_user_id uuid, p_organization_id uuid, p_entities jsonb, p_options jsonb default '{}'
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_action text := upper(p_action);
  v_options jsonb := coalesce(nullif(p_options, 'null'), '{}');
  v_atomic boolean := coalesce((v_options ->> 'atomic')::boolean, false);
  v_most integer := least(1000, coalesce((v_options ->> 'max_batch_size')::integer, (v_options ->> 'batch_size')::integer, 1000));
  v_total integer := case jsonb_typeof(p_entities) when 'array' then jsonb_array_length(p_entities) end;
  v_results jsonb;
  v_failed integer;
  v_rollback boolean := false;
  v_answer jsonb;
  v_request text;
begin
  perform hera.enter(p_actor_user_id, p_organization_id, hera.role_for(v_action, v_options));
  v_answer := case v_action when 'READ' then null else hera.idempotent_replay() end;
  if v_answer is not null then
    return v_answer;
  end if;
  if v_total is null then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: p_entities must be an array',
      detail = '{"field": "p_entities"}';
  end if;
  if v_total > v_most then
    raise exception using errcode = 'ZH012', message = format('HERA_BATCH_TOO_LARGE: at most %s entities at once', v_most),
      detail = json_build_object('field', 'p_entities', 'most', v_most, 'given', v_total)::text;
  end if;
  v_request := hera.set_key_aside();
  begin
    v_results := hera.bulk_members(v_action, p_actor_user_id, p_organization_id, p_entities,
      v_options - array['atomic', 'max_batch_size', 'batch_size'], v_atomic);
    v_rollback := v_atomic and v_results @? '$[*] ? (@.success == false)';
    if v_rollback then
      raise exception using errcode = 'ZH000';
    end if;
  exception
    when sqlstate 'ZH000' then
      v_results := hera.bulk_undone(v_results, v_total);
  end;
  v_failed := jsonb_array_length(jsonb_path_query_array(v_results, '$[*] ? (@.success == false)'));
  v_answer := jsonb_build_object('success', v_failed = 0, 'action', v_action, 'organization_id', p_organization_id,
    'total', v_total, 'succeeded', v_total - v_failed, 'failed', v_failed, 'atomic', v_atomic,
    'atomic_rollback', v_rollback, 'results', v_results);
  if v_rollback or v_action = 'READ' then
    -- Nothing was done, so nothing is kept.
    perform set_config('hera.request', v_request, true);
    return v_answer;
  end if;
  return hera.keep_answer(v_request, 'BATCH', v_answer);
end
$$;
comment on function rpc.hera_entities_bulk_crud_v1 is
  'Creates, reads, updates or deletes up to 1,000 entities in one call, together or each by itself. @idempotent';
alter function rpc.hera_entities_bulk_crud_v1 owner to hera_writer;
grant execute on function rpc.hera_entities_bulk_crud_v1 to hera_app;

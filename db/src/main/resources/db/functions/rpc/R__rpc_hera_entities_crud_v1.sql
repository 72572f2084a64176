-- rpc.hera_entities_crud_v1: the orchestrator of the v2 callers: an entity with its dynamic fields and relationships in one
-- atomic call. p_action CREATE, READ, UPDATE or DELETE. p_dynamic in the typed form {field_type, field_value_*, smart_code}
-- or the simple one {value, type, smart_code}; p_relationships {mode: UPSERT|REPLACE, relationships: […]} or {TYPE: [id]};
-- p_options limit, offset, list_mode, include_*, relationships_mode, relationship_smart_code_map, hard_delete, cascade,
-- delete_reason, search_query, expected_version.
-- Answers: see hera.read_bundles and hera.write_bundle. Locks: those of what it calls. SQLSTATEs: ZH001-ZH011, 23505.
-- Idempotent by the request's key, whose answer is kept whole in a log row of its own.
create or replace function rpc.hera_entities_crud_v1(
  p_action text,
  p_actor_user_id uuid,
  p_organization_id uuid,
  p_entity jsonb default '{}',
  p_dynamic jsonb default '{}',
  p_relationships jsonb default '{}',
  p_options jsonb default '{}'
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_action text := upper(p_action);
  v_request text;
  v_role text;
  v_answer jsonb;
begin
  v_role := hera.enter(p_actor_user_id, p_organization_id, hera.role_for(v_action, p_options));
  perform hera.refuse_platform_options(p_actor_user_id, p_options);
  if v_action = 'READ' then
    return hera.read_bundles(p_organization_id, p_entity, p_options);
  end if;
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  v_answer := hera.write_bundle(v_action, p_organization_id, v_role, coalesce(p_entity, '{}'),
    coalesce(nullif(p_dynamic, 'null'), '{}'), p_relationships, coalesce(nullif(p_options, 'null'), '{}'));
  return hera.keep_answer(v_request, v_action, v_answer);
end
$$;
comment on function rpc.hera_entities_crud_v1 is
  'Creates, reads, updates or deletes an entity with its dynamic fields and relationships in one atomic call (v2 callers). @idempotent';
alter function rpc.hera_entities_crud_v1 owner to hera_writer;
grant execute on function rpc.hera_entities_crud_v1 to hera_app;

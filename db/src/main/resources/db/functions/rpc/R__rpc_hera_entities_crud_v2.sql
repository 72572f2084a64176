-- rpc.hera_entities_crud_v2: creates, reads, updates or deletes entities with their dynamic fields and relationships,
-- all or nothing in one call (the guide's function). CREATE and UPDATE take p_entity, p_dynamic {name: {field_type,
-- field_value_*, smart_code}} and p_relationships [{to_entity_id, relationship_type, smart_code, …}]; on UPDATE fields
-- merge and relationships replace those of the types given. READ filters by p_entity and p_options. DELETE is soft
-- unless p_options.hard_delete. Answers {entity_id, success, message, version} or {success, data, count}.
-- Locks: see hera.create_entity, hera.update_entity, hera.delete_entity. SQLSTATEs: ZH001-ZH011, 23505. Idempotent by
-- the request's key.
create or replace function rpc.hera_entities_crud_v2(
  p_action text,
  p_actor_user_id uuid,
  p_organization_id uuid,
  p_entity jsonb,
  p_dynamic jsonb default null,
  p_relationships jsonb[] default null,
  p_options jsonb default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_action text := upper(p_action);
  v_role text;
  v_replay jsonb;
  v_relationships jsonb := to_jsonb(p_relationships);
begin
  v_role := hera.enter(p_actor_user_id, p_organization_id, hera.role_for(v_action, p_options));
  if v_action = 'READ' then
    return hera.read_entities(p_entity, p_options);
  end if;
  v_replay := hera.idempotent_replay();
  if v_replay is not null then
    return v_replay;
  end if;
  return case v_action
    when 'CREATE' then hera.create_entity(p_organization_id, v_role, p_entity, coalesce(p_dynamic, '{}'),
      coalesce(v_relationships, '[]'))
    when 'UPDATE' then hera.update_entity(p_organization_id, v_role, p_entity, p_dynamic, v_relationships,
      hera.relationship_types(v_relationships), p_options)
    when 'DELETE' then hera.delete_entity(p_organization_id, v_role,
      coalesce(p_entity ->> 'entity_id', p_entity ->> 'id')::uuid, p_options)
  end;
end
$$;
comment on function rpc.hera_entities_crud_v2 is
  'Creates, reads, updates or deletes an entity with its dynamic fields and relationships in one atomic call. @idempotent';
alter function rpc.hera_entities_crud_v2 owner to hera_writer;
grant execute on function rpc.hera_entities_crud_v2 to hera_app;

-- rpc.hera_entity_upsert_v1: the entity row alone: a new one, or with p_entity_id a change of what is given of one. An
-- empty p_entity_code takes the code away. Answers {success, action, id, entity_id, version, data: the entity}.
-- Locks, SQLSTATEs: see hera.write_bundle. Idempotent by the request's key.
create or replace function rpc.hera_entity_upsert_v1(
  p_organization_id uuid,
  p_entity_type text default null,
  p_entity_name text default null,
  p_smart_code text default null,
  p_entity_id uuid default null,
  p_entity_code text default null,
  p_entity_description text default null,
  p_parent_entity_id uuid default null,
  p_status text default null,
  p_metadata jsonb default null,
  p_business_rules jsonb default null,
  p_ai_insights jsonb default null,
  p_expected_version integer default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_action text := case when p_entity_id is null then 'CREATE' else 'UPDATE' end;
  v_entity jsonb := jsonb_strip_nulls(jsonb_build_object('entity_id', p_entity_id, 'entity_type', p_entity_type,
    'entity_name', p_entity_name, 'smart_code', p_smart_code, 'entity_code', p_entity_code,
    'entity_description', p_entity_description, 'parent_entity_id', p_parent_entity_id, 'status', p_status));
  v_answer jsonb;
begin
  -- Apart from the others: what stands inside of these may be null.
  if p_metadata <> 'null' then v_entity := v_entity || jsonb_build_object('metadata', p_metadata); end if;
  if p_business_rules <> 'null' then v_entity := v_entity || jsonb_build_object('business_rules', p_business_rules); end if;
  if p_ai_insights <> 'null' then v_entity := v_entity || jsonb_build_object('ai_insights', p_ai_insights); end if;
  if p_entity_code = '' then
    v_entity := v_entity || '{"entity_code": null}';
  end if;
  v_answer := rpc.hera_entities_crud_v1(v_action, p_actor_user_id, p_organization_id, v_entity, '{}', '{}',
    jsonb_strip_nulls(jsonb_build_object('expected_version', p_expected_version)));
  return jsonb_build_object('success', true, 'action', v_action, 'id', v_answer -> 'entity_id',
    'entity_id', v_answer -> 'entity_id', 'version', v_answer -> 'version', 'data', v_answer -> 'entity');
end
$$;
comment on function rpc.hera_entity_upsert_v1 is
  'Creates the row of an entity or, with p_entity_id, changes what is given of it. @role staff @idempotent';
alter function rpc.hera_entity_upsert_v1 owner to hera_writer;
grant execute on function rpc.hera_entity_upsert_v1 to hera_app;

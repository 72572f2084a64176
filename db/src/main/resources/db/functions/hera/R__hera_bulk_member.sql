-- hera.bulk_member: one member of hera_entities_bulk_crud_v1, {entity, dynamic, relationships, options} or the bare
-- entity, through hera_entities_crud_v1; the batch's options hold where the member names none. Refuses: ZH002 another
-- organization, ZH009 no object.
create or replace function hera.bulk_member(
  p_action text, p_actor_user_id uuid, p_organization_id uuid, p_member jsonb, p_options jsonb
) returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  v_wrapped boolean := jsonb_typeof(p_member -> 'entity') = 'object';
  v_entity jsonb := case when v_wrapped then p_member -> 'entity' else p_member end;
begin
  if jsonb_typeof(p_member) is distinct from 'object' then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: a member of p_entities must be an object',
      detail = '{"field": "p_entities"}';
  end if;
  if lower(v_entity ->> 'organization_id') <> p_organization_id::text then
    raise exception using errcode = 'ZH002',
      message = 'HERA_MEMBERSHIP_REQUIRED: organization_id is not the organization of the request';
  end if;
  if not v_wrapped then
    return rpc.hera_entities_crud_v1(p_action, p_actor_user_id, p_organization_id, v_entity, '{}', '{}', p_options);
  end if;
  return rpc.hera_entities_crud_v1(p_action, p_actor_user_id, p_organization_id,
    v_entity || jsonb_strip_nulls(jsonb_build_object('entity_id', p_member -> 'entity_id')),
    coalesce(p_member -> 'dynamic', '{}'), coalesce(p_member -> 'relationships', '{}'),
    p_options || coalesce(nullif(p_member -> 'options', 'null'), '{}'));
end
$$;

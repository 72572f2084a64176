-- rpc.hera_dynamic_data_delete_v1: takes one dynamic field away from an entity; the change log keeps its value. Answers
-- {success, action, entity_id, field_name, version, deleted}. Locks: those of hera.update_entity.
-- SQLSTATEs: ZH001-ZH004, ZH005 no such entity or field, ZH006. Idempotent by the request's key.
create or replace function rpc.hera_dynamic_data_delete_v1(
  p_organization_id uuid,
  p_entity_id uuid,
  p_field_name text,
  p_expected_version integer default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_role text := hera.enter(p_actor_user_id, p_organization_id, 'manager');
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  perform hera.lock_entity(p_organization_id, v_role, p_entity_id, p_expected_version, false);
  if not exists (
      select from public.core_dynamic_data d
      where d.organization_id = p_organization_id and d.entity_id = p_entity_id and d.field_name = p_field_name) then
    raise exception using errcode = 'ZH005', message = 'HERA_FIELD_NOT_FOUND: the entity has no such dynamic field';
  end if;
  v_answer := hera.update_entity(p_organization_id, v_role, jsonb_build_object('entity_id', p_entity_id),
    jsonb_build_object(p_field_name, null), null, '{}', null);
  v_answer := jsonb_build_object('success', true, 'action', 'DELETE', 'entity_id', p_entity_id, 'field_name', p_field_name,
    'version', v_answer -> 'version', 'deleted', 1);
  return hera.keep_answer(v_request, 'DELETE', v_answer);
end
$$;
comment on function rpc.hera_dynamic_data_delete_v1 is
  'Takes one dynamic field away from an entity. @role manager @idempotent';
alter function rpc.hera_dynamic_data_delete_v1 owner to hera_writer;
grant execute on function rpc.hera_dynamic_data_delete_v1 to hera_app;

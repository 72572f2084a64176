-- rpc.hera_user_remove_from_org_v1: ends a user's membership of the organization (hera.remove_member). Answers {success,
-- user_id, organization_id, role}. SQLSTATEs: ZH001-ZH003, ZH005, ZH013 the last owner. Idempotent by the request's key.
create or replace function rpc.hera_user_remove_from_org_v1(
  p_user_id uuid, p_organization_id uuid, p_actor_user_id uuid, p_reason text default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_role text := hera.enter(p_actor_user_id, p_organization_id, 'admin');
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  perform hera.refuse_role(p_organization_id, v_role, p_user_id, null);
  v_answer := '{"success": true}'::jsonb || hera.remove_member(p_organization_id, p_user_id, p_reason);
  return hera.keep_answer(v_request, 'REMOVE_MEMBER', v_answer);
end
$$;
comment on function rpc.hera_user_remove_from_org_v1 is 'Ends a user''s membership of the organization. @role admin @idempotent';
alter function rpc.hera_user_remove_from_org_v1 owner to hera_writer;
grant execute on function rpc.hera_user_remove_from_org_v1 to hera_app;

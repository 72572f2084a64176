-- rpc.hera_organizations_crud_v1: LIST and GET the organizations that the actor is a member of (a platform administrator sees
-- of the others what is no tenant's data), CREATE one with all it needs (hera.create_organization), UPDATE the one of the
-- request (name, settings), ARCHIVE one. p_payload: the organization's members, organization_id or id, if_match_version.
-- Answers {success, action, organization} or {success, action, items, count}. CREATE and ARCHIVE are the platform
-- administrator's, UPDATE an admin's. Locks, SQLSTATEs: hera.create_organization, hera.change_organization; ZH002, ZH003,
-- ZH005, ZH009. Idempotent by the request's key.
create or replace function rpc.hera_organizations_crud_v1(
  p_action text,
  p_actor_user_id uuid,
  p_payload jsonb default '{}',
  p_limit integer default 100,
  p_offset integer default 0
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_action text := upper(p_action);
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_payload jsonb := coalesce(nullif(p_payload, 'null'), '{}');
  v_id uuid := coalesce(v_payload ->> 'organization_id', v_payload ->> 'id')::uuid;
  v_answer jsonb;
  v_request text;
begin
  case v_action
    when 'CREATE', 'ARCHIVE' then perform hera.enter_platform(p_actor_user_id);
    when 'UPDATE' then perform hera.enter(p_actor_user_id, coalesce(v_id, v_here), 'admin');
    when 'LIST', 'GET' then
      perform hera.refuse_other_actor(p_actor_user_id);
      return hera.read_organizations(v_action, p_actor_user_id, coalesce(v_id, v_here), p_limit, p_offset);
    else raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: p_action must be LIST, GET, CREATE, UPDATE or ARCHIVE', detail = '{"field": "p_action"}';
  end case;
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  if v_action = 'ARCHIVE' then
    perform hera.act_in(v_id);
  end if;
  v_answer := jsonb_build_object('success', true, 'action', v_action, 'organization', case
    when v_action = 'CREATE' then hera.create_organization(v_payload)
    when v_action = 'UPDATE' then hera.change_organization(v_here, v_payload, false)
    else hera.change_organization(v_id, v_payload - array['organization_name', 'settings'], true) - 'settings' end);
  perform hera.act_in(v_here);
  return hera.keep_answer(v_request, v_action, v_answer);
end
$$;
comment on function rpc.hera_organizations_crud_v1 is
  'Lists, reads, creates, changes and archives organizations; a new one can be worked in at once. @idempotent';
alter function rpc.hera_organizations_crud_v1 owner to hera_writer;
grant execute on function rpc.hera_organizations_crud_v1 to hera_app;

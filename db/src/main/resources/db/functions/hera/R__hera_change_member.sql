-- hera.change_member: for an admin of the request's organization. p_action ADD makes a user of the platform a member
-- (p_payload: role, reason), UPDATE gives a member another role, REMOVE ends the membership (reason); of the last two
-- expected_version is the membership's version. Nobody gives or takes what his own role does not contain. Answers
-- {user_id, organization_id, role, version} and, but for REMOVE, name and email. Locks: advisory key, the organization's
-- entity, the USER row, the membership. Refuses: ZH001-ZH003, ZH005 no member, ZH006-ZH009, ZH013 the last owner, or a member
-- already. Idempotent by the request's key.
create or replace function hera.change_member(p_action text, p_user_id uuid, p_payload jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_actor_role text := hera.enter_organization('admin');
  v_reason text := p_payload ->> 'reason';
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  perform hera.lock_member(v_here, p_user_id, p_action = 'ADD', (p_payload ->> 'expected_version')::bigint);
  perform hera.refuse_role(v_here, v_actor_role, p_user_id, case when p_action <> 'REMOVE' then p_payload ->> 'role' end);
  v_answer := case when p_action = 'REMOVE' then hera.remove_member(v_here, p_user_id, v_reason)
    else hera.set_member(v_here, p_user_id, p_payload ->> 'role', v_reason) end;
  return hera.keep_answer(v_request, p_action || '_MEMBER', v_answer || jsonb_build_object('version', (
    select e.version from public.core_entities e where e.organization_id = v_here and e.id = p_user_id)));
end
$$;
alter function hera.change_member(text, uuid, jsonb) owner to hera_writer;
grant execute on function hera.change_member(text, uuid, jsonb) to hera_app;

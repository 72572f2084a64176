-- rpc.hera_user_switch_org_v1: the user changes over to the organization of the request (its header names it), which becomes
-- his primary one. Answers {success, user_id, organization_id, name, role, is_primary, last_accessed}. Locks: the USER row and
-- the membership. Refuses: ZH001-ZH003 another user than the caller. Idempotent by the request's key.
create or replace function rpc.hera_user_switch_org_v1(p_user_id uuid, p_organization_id uuid)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_at text := hera.utc(clock_timestamp());
  v_answer jsonb;
  v_request text;
begin
  perform hera.refuse_other_actor(p_user_id);
  perform hera.enter(p_user_id, p_organization_id, 'viewer');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  perform hera.write_membership(p_organization_id, p_user_id, jsonb_build_object('last_accessed', v_at), null);
  v_answer := hera.organizations_of(p_user_id, p_organization_id, 1, 0) -> 0;
  v_answer := jsonb_build_object('success', true, 'user_id', p_user_id, 'organization_id', p_organization_id,
    'name', v_answer -> 'name', 'role', v_answer -> 'role', 'is_primary', true, 'last_accessed', v_at);
  return hera.keep_answer(v_request, 'SWITCH', v_answer);
end
$$;
comment on function rpc.hera_user_switch_org_v1 is
  'Makes the organization of the request the caller''s primary one. @role viewer @idempotent';
alter function rpc.hera_user_switch_org_v1 owner to hera_writer;
grant execute on function rpc.hera_user_switch_org_v1 to hera_app;

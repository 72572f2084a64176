-- rpc.hera_onboard_user_v1: makes the user of an identity provider's subject (his id, or his auth_subject) a member of the
-- organization, and a user when he is none yet (hera.platform_user, hera.set_member); of a member it changes the role. p_name
-- and p_email are a new user's. Answers {success, user_id, organization_id, role, name, email}.
-- SQLSTATEs: ZH001-ZH003, ZH009, ZH013 the last owner. Idempotent by the request's key.
create or replace function rpc.hera_onboard_user_v1(
  p_supabase_user_id text,
  p_organization_id uuid,
  p_actor_user_id uuid,
  p_role text default 'staff',
  p_name text default null,
  p_email text default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_role text := hera.enter(p_actor_user_id, p_organization_id, 'admin');
  v_answer jsonb := hera.idempotent_replay();
  v_given text := lower(p_role);
  v_request text;
  v_user uuid;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  perform hera.refuse_role(p_organization_id, v_role, null, v_given);
  v_user := hera.platform_user(p_supabase_user_id, jsonb_build_object('name', p_name, 'email', p_email));
  perform hera.refuse_role(p_organization_id, v_role, v_user, v_given);
  v_answer := '{"success": true}'::jsonb || hera.set_member(p_organization_id, v_user, v_given, 'Onboarded');
  return hera.keep_answer(v_request, 'ONBOARD', v_answer);
end
$$;
comment on function rpc.hera_onboard_user_v1 is
  'Makes a user of the identity provider a member of the organization, or gives a member another role. @role admin @idempotent';
alter function rpc.hera_onboard_user_v1 owner to hera_writer;
grant execute on function rpc.hera_onboard_user_v1 to hera_app;

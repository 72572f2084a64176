-- rpc.hera_relationship_delete_v1: takes a relationship away: softly it ends now, with p_hard_delete its row goes. Answers
-- {success, action, relationship_id, entity_id, version, mode}. Locks, SQLSTATEs: see hera.remove_relationship, ZH001-ZH003,
-- ZH006. Idempotent by the request's key.
create or replace function rpc.hera_relationship_delete_v1(
  p_organization_id uuid,
  p_relationship_id uuid,
  p_hard_delete boolean default false,
  p_reason text default null,
  p_expected_version integer default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_hard boolean := coalesce(p_hard_delete, false);
  v_role text := hera.enter(p_actor_user_id, p_organization_id, case when v_hard then 'admin' else 'manager' end);
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  v_answer := hera.remove_relationship(p_organization_id, v_role, p_relationship_id, v_hard, p_expected_version, p_reason);
  return hera.keep_answer(v_request, 'DELETE', v_answer);
end
$$;
comment on function rpc.hera_relationship_delete_v1 is
  'Takes a relationship away: it ends now or, with p_hard_delete, which needs an admin, goes. @role manager @idempotent';
alter function rpc.hera_relationship_delete_v1 owner to hera_writer;
grant execute on function rpc.hera_relationship_delete_v1 to hera_app;

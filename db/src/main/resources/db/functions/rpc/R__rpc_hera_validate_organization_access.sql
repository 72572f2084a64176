-- rpc.hera_validate_organization_access: whether an actor may work in an organization, and as what: {success, has_access,
-- allowed, role, actor_user_id, organization_id, reason?}. Asks about the request's own actor and organization; about any
-- other it answers no, without telling whether they exist. Reads only, never refuses.
create or replace function rpc.hera_validate_organization_access(p_actor_user_id uuid, p_organization_id uuid)
returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_role text;
  v_reason text;
begin
  begin
    v_role := hera.enter(p_actor_user_id, p_organization_id, 'viewer');
  exception
    when sqlstate 'ZH001' or sqlstate 'ZH002' or sqlstate 'ZH003' then
      get stacked diagnostics v_reason = message_text;
  end;
  return jsonb_strip_nulls(jsonb_build_object('success', true, 'has_access', v_role is not null, 'allowed', v_role is not null,
      'reason', v_reason))
    || jsonb_build_object('role', v_role, 'actor_user_id', p_actor_user_id, 'organization_id', p_organization_id);
end
$$;
comment on function rpc.hera_validate_organization_access is
  'Whether an actor is a member of an organization, and with which role.';
alter function rpc.hera_validate_organization_access owner to hera_writer;
grant execute on function rpc.hera_validate_organization_access to hera_app;

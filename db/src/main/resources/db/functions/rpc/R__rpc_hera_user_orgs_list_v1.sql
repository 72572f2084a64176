-- rpc.hera_user_orgs_list_v1: the organizations that the user himself is a member of, [{id, name, role, is_primary,
-- last_accessed}], or the one of p_org_id. Reads only. Refuses: ZH003 another user than the caller.
create or replace function rpc.hera_user_orgs_list_v1(p_user_id uuid default null, p_org_id uuid default null)
returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_user uuid := coalesce(p_user_id, nullif(current_setting('hera.actor_user_id', true), '')::uuid);
begin
  perform hera.refuse_other_actor(v_user);
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', o.value -> 'id', 'name', o.value -> 'name', 'role', o.value -> 'role',
      'is_primary', o.value -> 'is_primary', 'last_accessed', o.value -> 'last_accessed') order by o.position)
    from jsonb_array_elements(hera.organizations_of(v_user, p_org_id, 1000, 0)) with ordinality o (value, position)
    where o.value -> 'role' <> 'null'), '[]');
end
$$;
comment on function rpc.hera_user_orgs_list_v1 is 'The organizations that the caller is a member of. @role viewer';
alter function rpc.hera_user_orgs_list_v1 owner to hera_writer;
grant execute on function rpc.hera_user_orgs_list_v1 to hera_app;

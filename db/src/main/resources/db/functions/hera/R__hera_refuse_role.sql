-- hera.refuse_role: nobody gives or takes a role that his own does not contain, so that an admin makes no owners and no
-- finance_admins. p_given: the role to give, NULL when one is taken. p_user_id: whose role it is, which may not exist yet.
-- Refuses: ZH003; ZH009 an unknown role. Reads only.
create or replace function hera.refuse_role(p_organization_id uuid, p_actor_role text, p_user_id uuid, p_given text)
returns void language plpgsql stable set search_path = '' as $$
declare
  v_had text;
begin
  if p_given is not null and not hera.role_includes('owner', p_given) then
    raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: role must be owner, admin, finance_admin, manager, staff or viewer',
      detail = '{"field": "role"}';
  end if;
  select r.relationship_data ->> 'role' into v_had from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF';
  if not hera.role_includes(p_actor_role, coalesce(p_given, 'viewer'))
     or not hera.role_includes(p_actor_role, coalesce(v_had, 'viewer')) then
    raise exception using errcode = 'ZH003',
      message = format('HERA_FORBIDDEN: as %s nobody gives or takes the role %s', p_actor_role,
        case when hera.role_includes(p_actor_role, coalesce(p_given, 'viewer')) then v_had else p_given end);
  end if;
end
$$;

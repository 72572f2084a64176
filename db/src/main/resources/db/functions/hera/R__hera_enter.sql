-- hera.enter: lets a caller in. The organization and the actor must be those of the request's settings, the actor a
-- member with at least the role p_required. Answers the actor's role.
-- Refuses: ZH001 without an organization or with the null UUID (null-UUID protection), ZH002 when the actor is not a
-- member or not the one of the token, ZH003 when his role is too low. Reads only; no locks.
create or replace function hera.enter(p_actor_user_id uuid, p_organization_id uuid, p_required text)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_role text;
begin
  if p_organization_id is null or p_organization_id = '00000000-0000-0000-0000-000000000000' then
    raise exception using errcode = 'ZH001',
      message = 'HERA_ORG_REQUIRED: an organization is required; the null UUID is none';
  end if;
  if p_actor_user_id is null or p_actor_user_id = '00000000-0000-0000-0000-000000000000' then
    raise exception using errcode = 'ZH002', message = 'HERA_ACTOR_NOT_MEMBER: an actor is required; the null UUID is none';
  end if;
  if p_organization_id is distinct from nullif(current_setting('hera.organization_id', true), '')::uuid
     or p_actor_user_id is distinct from nullif(current_setting('hera.actor_user_id', true), '')::uuid then
    raise exception using errcode = 'ZH002',
      message = 'HERA_MEMBERSHIP_REQUIRED: actor and organization must be those of the request';
  end if;

  select r.relationship_data ->> 'role' into v_role
  from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_actor_user_id
    and r.relationship_type = 'MEMBER_OF'
    and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now());
  if not found then
    raise exception using errcode = 'ZH002',
      message = 'HERA_ACTOR_NOT_MEMBER: the actor is not a member of this organization';
  end if;
  if not hera.role_includes(v_role, p_required) then
    raise exception using errcode = 'ZH003',
      message = format('HERA_FORBIDDEN: this needs the role %s; the actor is %s', p_required, coalesce(v_role, 'without one'));
  end if;
  return v_role;
end
$$;
grant execute on function hera.enter to hera_app;

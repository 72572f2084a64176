-- hera.enter_organization: hera.enter into the organization that the request's path names, which must not be archived: nobody
-- is a member of an archived one. Answers the role of the actor. ZH001-ZH003. Reads only; no locks.
create or replace function hera.enter_organization(p_required text)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_role text := hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_here, p_required);
begin
  perform 1 from public.core_organizations o where o.id = v_here and o.deleted_at is null;
  if not found then
    raise exception using errcode = 'ZH002',
      message = 'HERA_ACTOR_NOT_MEMBER: the actor is not a member of this organization';
  end if;
  return v_role;
end
$$;

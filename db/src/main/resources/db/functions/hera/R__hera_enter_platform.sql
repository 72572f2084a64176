-- hera.enter_platform: lets a platform administrator in, whatever organization the request names. Reads only.
-- Refuses: ZH002 when the actor is not the one of the token, ZH003 for everybody else.
create or replace function hera.enter_platform(p_actor_user_id uuid)
returns void language plpgsql stable set search_path = '' as $$
begin
  if p_actor_user_id is null
     or p_actor_user_id is distinct from nullif(current_setting('hera.actor_user_id', true), '')::uuid then
    raise exception using errcode = 'ZH002', message = 'HERA_MEMBERSHIP_REQUIRED: the actor must be the one of the request';
  end if;
  if coalesce(hera.actor(p_actor_user_id::text)::jsonb ->> 'platform_role', '') not in ('owner', 'admin') then
    raise exception using errcode = 'ZH003', message = 'HERA_FORBIDDEN: this is for platform administrators';
  end if;
end
$$;

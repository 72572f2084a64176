-- hera.refuse_platform_options: options that speak for the platform are a platform administrator's alone. They give him
-- nothing more: actor and organization stay those of the request. Refuses: ZH003. Reads only.
create or replace function hera.refuse_platform_options(p_actor_user_id uuid, p_options jsonb)
returns void language plpgsql stable set search_path = '' as $$
begin
  if (coalesce((p_options ->> 'allow_platform_identity')::boolean, false)
      or coalesce(p_options ->> 'system_actor_user_id', '') <> '')
     and coalesce(hera.actor(p_actor_user_id::text)::jsonb ->> 'platform_role', '') not in ('owner', 'admin') then
    raise exception using errcode = 'ZH003',
      message = 'HERA_FORBIDDEN: allow_platform_identity and system_actor_user_id are for platform administrators',
      detail = '{"field": "p_options"}';
  end if;
end
$$;

-- hera.actor: who a token's subject is: his user id, his role on the platform and every membership, as JSON text; NULL
-- when there is no such user. The subject is the user's id or, from identity providers without UUIDs, his
-- auth_subject. Owned by hera_system, because a sign-in looks over all organizations. Reads only; no locks.
create or replace function hera.actor(p_subject text)
returns text language plpgsql stable security definer set search_path = '' as $$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_user_id uuid;
begin
  if p_subject ~ '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$' then
    select e.id into v_user_id from public.core_entities e
    where e.organization_id = c_platform and e.id = p_subject::uuid and e.entity_type = 'USER' and e.deleted_at is null;
  else
    select e.id into v_user_id
    from public.core_dynamic_data d
    join public.core_entities e on e.organization_id = d.organization_id and e.id = d.entity_id
    where d.organization_id = c_platform and d.field_name = 'auth_subject' and d.field_value_text = p_subject
      and e.entity_type = 'USER' and e.deleted_at is null;
  end if;
  if v_user_id is null then
    return null;
  end if;

  return json_build_object(
    'user_id', v_user_id,
    'platform_role', (
      select r.relationship_data ->> 'role' from public.core_relationships r
      where r.organization_id = c_platform and r.from_entity_id = v_user_id and r.relationship_type = 'MEMBER_OF'
        and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())),
    'memberships', coalesce((
      select json_agg(json_build_object('organization_id', o.id, 'organization_code', o.organization_code,
        'role', r.relationship_data ->> 'role') order by o.organization_code)
      from public.core_relationships r
      join public.core_organizations o on o.id = r.organization_id
      where r.from_entity_id = v_user_id and r.relationship_type = 'MEMBER_OF' and r.organization_id <> c_platform
        and o.deleted_at is null
        and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())), '[]'::json)
  )::text;
end
$$;
alter function hera.actor(text) owner to hera_system;
grant execute on function hera.actor(text) to hera_app;

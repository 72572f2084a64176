-- rpc.hera_users_list_v1: the members of the organization by name: [{id, name, email, role, role_entity_id}]. Roles are words,
-- not entities, so role_entity_id is null. Reads only. Refuses: ZH001-ZH003, ZH009.
create or replace function rpc.hera_users_list_v1(p_organization_id uuid, p_limit integer default 25, p_offset integer default 0)
returns jsonb language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, p_organization_id, 'admin');
  perform hera.refuse_limit(p_limit);
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'email', m.email, 'role', m.role, 'role_entity_id', null)
      order by m.name, m.id)
    from (
      select e.id, e.entity_name::text as name, ('{' || e.dynamic_snapshot || '}')::jsonb ->> 'email' as email,
        r.relationship_data ->> 'role' as role
      from public.core_relationships r
      join public.core_entities e on e.organization_id = r.organization_id and e.id = r.from_entity_id
      where r.organization_id = p_organization_id and r.to_entity_id = p_organization_id
        and r.relationship_type = 'MEMBER_OF'
        and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())
      order by e.entity_name, e.id limit p_limit offset greatest(coalesce(p_offset, 0), 0)
    ) m), '[]');
end
$$;
comment on function rpc.hera_users_list_v1 is 'The members of the organization, with their roles. @role admin';
alter function rpc.hera_users_list_v1 owner to hera_writer;
grant execute on function rpc.hera_users_list_v1 to hera_app;

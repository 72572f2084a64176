-- hera.organizations_of: the organizations that a user is a member of, by code, as hera.organization_item with role,
-- is_primary (the one he changed to last, else the one he joined first) and last_accessed. A platform administrator sees
-- of all the others, archived ones included, what is no tenant's data: no settings, role NULL. p_only: that one alone.
-- Owned by hera_system, because it looks over all organizations. Reads only; no locks.
create or replace function hera.organizations_of(p_user_id uuid, p_only uuid, p_limit integer, p_offset integer)
returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_platform boolean := coalesce(hera.actor(p_user_id::text)::jsonb ->> 'platform_role', '') in ('owner', 'admin');
begin
  return coalesce((
    select jsonb_agg(p.item order by p.organization_code)
    from (
      select o.organization_code, hera.organization_item(o, r.id is not null) || jsonb_build_object(
        'role', r.relationship_data ->> 'role', 'last_accessed', r.relationship_data ->> 'last_accessed',
        'is_primary', r.id is not null and r.id is not distinct from (
          select f.id from public.core_relationships f
          where f.from_entity_id = p_user_id and f.relationship_type = 'MEMBER_OF'
            and f.organization_id <> '00000000-0000-0000-0000-000000000000'
            and f.effective_date <= now() and (f.expiration_date is null or f.expiration_date > now())
          order by f.relationship_data ->> 'last_accessed' desc nulls last, f.created_at, f.id limit 1)) as item
      from public.core_organizations o
      left join public.core_relationships r on r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF'
        and r.organization_id = o.id and o.deleted_at is null
        and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())
      where o.id <> '00000000-0000-0000-0000-000000000000' and (p_only is null or o.id = p_only)
        and (r.id is not null or v_platform)
      order by o.organization_code limit p_limit offset p_offset
    ) p), '[]');
end
$$;
alter function hera.organizations_of(uuid, uuid, integer, integer) owner to hera_system;
grant execute on function hera.organizations_of(uuid, uuid, integer, integer) to hera_writer;

-- hera.are_members: of each user in p_user_ids whether he may still read in the organization beside him, as hera.actor
-- would say now: t or f, in order, as one text. For those who hold a stream open; hera_system, because one pod's
-- streams belong to many organizations. Reads only; no locks.
create or replace function hera.are_members(p_user_ids uuid[], p_organization_ids uuid[])
returns text language plpgsql stable security definer set search_path = '' set enable_seqscan = off
set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  return (
    select string_agg(case when exists (
        select from public.core_relationships r
        join public.core_organizations o on o.id = r.organization_id and o.deleted_at is null
        join public.core_entities e on e.organization_id = c_platform and e.id = r.from_entity_id
          and e.entity_type = 'USER' and e.deleted_at is null
        where r.from_entity_id = m.user_id and r.organization_id = m.organization_id
          and r.relationship_type = 'MEMBER_OF' and hera.role_includes(r.relationship_data ->> 'role', 'viewer')
          and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now()))
      then 't' else 'f' end, '' order by m.place)
    from unnest(p_user_ids, p_organization_ids) with ordinality m (user_id, organization_id, place));
end
$$;
alter function hera.are_members(uuid[], uuid[]) owner to hera_system;
grant execute on function hera.are_members(uuid[], uuid[]) to hera_app;

-- hera.lock_member: locks the organization's entity, as every change of its members does first, and then looks whether the
-- user is no member yet (p_new), or is one, in the version that is expected (NULL: any). Locks: the organization's entity.
-- Refuses: ZH005 no member, ZH006, ZH013 a member already.
create or replace function hera.lock_member(p_organization_id uuid, p_user_id uuid, p_new boolean, p_expected bigint)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_version integer;
begin
  perform 1 from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_organization_id for no key update;
  select e.version into v_version
  from public.core_relationships r
  join public.core_entities e on e.organization_id = r.organization_id and e.id = r.from_entity_id
  where r.organization_id = p_organization_id and r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF'
    and r.to_entity_id = p_organization_id;
  if p_new and found then
    raise exception using errcode = 'ZH013', message = 'HERA_WRONG_STATE: the user is a member of this organization already',
      detail = '{"kind": "already_member"}';
  elsif not p_new and not found then
    raise exception using errcode = 'ZH005', message = 'HERA_MEMBER_NOT_FOUND: the user is not a member of this organization';
  elsif not p_new and p_expected <> v_version then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: the membership was changed by someone else',
      detail = json_build_object('expected_version', p_expected, 'current_version', v_version)::text;
  end if;
end
$$;

-- hera.set_member: makes a user of the platform a member of an organization, or gives a member another role. Who may give
-- which role, the caller has asked (hera.refuse_role). The organization's USER row takes name and email of the platform's.
-- Answers {user_id, organization_id, role, name, email}. Locks: the organization's entity, the USER row, the membership.
-- Refuses: ZH008 no such user, ZH013 the last owner.
create or replace function hera.set_member(p_organization_id uuid, p_user_id uuid, p_role text, p_reason text)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_before uuid := hera.act_in(c_platform);
  v_person public.core_entities;
  v_email text;
begin
  select * into v_person from public.core_entities e
  where e.organization_id = c_platform and e.id = p_user_id and e.entity_type = 'USER' and e.deleted_at is null;
  if not found then
    raise exception using errcode = 'ZH008', message = 'HERA_FK_VIOLATION: user_id names a user who does not exist',
      detail = json_build_object('field', 'user_id', 'id', p_user_id)::text;
  end if;
  v_email := ('{' || v_person.dynamic_snapshot || '}')::jsonb ->> 'email';

  perform hera.act_in(p_organization_id);
  perform 1 from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_organization_id for no key update;
  if p_role <> 'owner' and exists (
      select from public.core_relationships r
      where r.organization_id = p_organization_id and r.from_entity_id = p_user_id
        and r.relationship_type = 'MEMBER_OF' and r.relationship_data ->> 'role' = 'owner') then
    perform hera.refuse_last_owner(p_organization_id, p_user_id);
  end if;
  if not exists (
      select from public.core_entities e where e.organization_id = p_organization_id and e.id = p_user_id) then
    perform hera.found_entity(p_organization_id, p_user_id, jsonb_build_object('entity_type', 'USER',
      'entity_name', v_person.entity_name, 'entity_code', v_person.entity_code, 'smart_code', v_person.smart_code),
      jsonb_build_object('email', v_email), p_reason);
  end if;
  perform hera.write_membership(p_organization_id, p_user_id, jsonb_build_object('role', p_role), p_reason);
  perform hera.act_in(v_before);
  return jsonb_build_object('user_id', p_user_id, 'organization_id', p_organization_id, 'role', p_role,
    'name', v_person.entity_name, 'email', v_email);
end
$$;

-- hera.remove_member: ends a user's membership: the relationship goes, the organization's USER row is marked as deleted, the
-- log keeps both. Who may take which role, the caller has asked. Answers {user_id, organization_id, role: the one he had}.
-- Locks: the organization's entity, the USER row, the membership. Refuses: ZH005 no member, ZH013 the last owner.
create or replace function hera.remove_member(p_organization_id uuid, p_user_id uuid, p_reason text)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_role text;
begin
  perform 1 from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_organization_id for no key update;
  select r.relationship_data ->> 'role' into v_role from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF';
  if not found then
    raise exception using errcode = 'ZH005', message = 'HERA_MEMBER_NOT_FOUND: the user is not a member of this organization';
  end if;
  if v_role = 'owner' then
    perform hera.refuse_last_owner(p_organization_id, p_user_id);
  end if;
  perform hera.write_membership(p_organization_id, p_user_id, null, p_reason);
  return jsonb_build_object('user_id', p_user_id, 'organization_id', p_organization_id, 'role', v_role);
end
$$;

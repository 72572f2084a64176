-- hera.write_membership: what a user's MEMBER_OF of the organization says (role, last_accessed); NULL takes it away. Raises
-- the version of the organization's USER row, marks that as deleted or not, and logs from what to what; what it says already
-- changes nothing. Works in the
-- organization that it is called in (hera.act_in). Locks: the USER row, the membership.
create or replace function hera.write_membership(
  p_organization_id uuid, p_user_id uuid, p_data jsonb, p_reason text
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_user public.core_entities;
  v_had jsonb;
begin
  select * into strict v_user from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_user_id for no key update;
  select r.relationship_data into v_had from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF'
  for update;
  if v_had || p_data = v_had and v_user.deleted_at is null then
    return;
  elsif p_data is null then
    delete from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_entity_id = p_user_id and r.relationship_type = 'MEMBER_OF';
  else
    perform hera.insert_relationships(p_organization_id, p_user_id, jsonb_build_array(jsonb_build_object(
      'to_entity_id', p_organization_id, 'relationship_type', 'MEMBER_OF',
      'smart_code', 'HERA.CORE.IDENTITY.REL.MEMBER_OF.V1', 'relationship_data', coalesce(v_had, '{}') || p_data)));
  end if;
  update public.core_entities e
  set deleted_at = case when p_data is null then now() end, version = e.version + 1, updated_at = now(),
    updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_organization_id and e.id = p_user_id;
  perform hera.log_change(p_organization_id, p_user_id, 'UPDATE', 'USER', v_user.smart_code, v_user.version + 1, p_reason,
    jsonb_build_object('changes', jsonb_build_array(jsonb_build_object('path', 'relationships.MEMBER_OF', 'from', v_had,
      'to', case when p_data is not null then coalesce(v_had, '{}') || p_data end))), null);
end
$$;

-- hera.remove_relationship: takes an entity's relationship away: softly it ends now and its row stays, with p_hard the row
-- goes. The entity where it starts gets a new version, and the log says from which targets to which. Answers {success,
-- action, relationship_id, entity_id, version, mode}. Locks: that entity, the relationship's row.
-- Refuses: ZH004 MEMBER_OF, ZH005 no such relationship, or one that has ended unless p_hard.
create or replace function hera.remove_relationship(
  p_organization_id uuid, p_role text, p_relationship_id uuid, p_hard boolean, p_expected_version integer, p_reason text
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
  v_relationship public.core_relationships;
  v_from public.core_entities;
  v_after public.core_relationships;
  v_others public.core_relationships[];
begin
  select * into v_relationship from public.core_relationships r
  where r.organization_id = p_organization_id and r.id = p_relationship_id and r.from_entity_id is not null
    and (p_hard or r.expiration_date is null or r.expiration_date > now());
  if not found then
    raise exception using errcode = 'ZH005', message = 'HERA_RELATIONSHIP_NOT_FOUND: there is no such relationship';
  end if;
  perform hera.refuse_reserved(p_role, null, null, jsonb_build_array(to_jsonb(v_relationship)));
  v_from := hera.lock_entity(p_organization_id, p_role, v_relationship.from_entity_id, p_expected_version, true);
  if p_hard then
    delete from public.core_relationships r where r.organization_id = p_organization_id and r.id = p_relationship_id;
  else
    update public.core_relationships r set expiration_date = now(), updated_at = now(), updated_by = v_actor
    where r.organization_id = p_organization_id and r.id = p_relationship_id returning r.* into v_after;
  end if;
  update public.core_entities e set version = e.version + 1, updated_at = now(), updated_by = v_actor
  where e.organization_id = p_organization_id and e.id = v_from.id;
  v_others := array(select r from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_entity_id = v_from.id
      and r.relationship_type = v_relationship.relationship_type and r.id <> p_relationship_id);
  perform hera.log_change(p_organization_id, v_from.id, 'UPDATE', v_from.entity_type, v_from.smart_code, v_from.version + 1,
    p_reason, jsonb_build_object('changes', hera.changed_relationships(v_others || v_relationship,
      case when v_after.id is null then v_others else v_others || v_after end)), null);
  return jsonb_build_object('success', true, 'action', 'DELETE', 'relationship_id', p_relationship_id,
    'entity_id', v_from.id, 'version', v_from.version + 1, 'mode', case when p_hard then 'HARD' else 'SOFT' end);
end
$$;

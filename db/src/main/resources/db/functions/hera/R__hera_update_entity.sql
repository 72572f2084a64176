-- hera.update_entity: changes what is given of an entity, its dynamic fields (merged; null removes) and its outgoing
-- relationships (see hera.set_relationships), raises its version by one and logs from what to what; when it already is as
-- given, neither. NULL for p_dynamic or p_relationships leaves them alone. With p_options.restore one that was deleted softly is
-- changed too, and stands again: its parent must, and its code must be free. Answers {entity_id, success, message, version}.
-- Locks in order: the entity, its field rows, its relationship rows, by foreign key parent and targets. Refuses: ZH004,
-- ZH005, ZH006 expected_version, ZH008, ZH009, ZH010 a new field without smart code; 23505 taken code.
create or replace function hera.update_entity(
  p_organization_id uuid, p_role text, p_entity jsonb, p_dynamic jsonb, p_relationships jsonb, p_replaced_types text[],
  p_options jsonb
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_id uuid := coalesce(p_entity ->> 'entity_id', p_entity ->> 'id')::uuid;
  v_old public.core_entities;
  v_new public.core_entities;
  v_restores boolean := coalesce((p_options ->> 'restore')::boolean, false);
  v_changes jsonb := '[]';
  v_answer jsonb;
begin
  v_old := hera.lock_entity(p_organization_id, p_role, v_id, (p_options ->> 'expected_version')::integer, v_restores);
  v_restores := v_old.deleted_at is not null;
  v_new := hera.patched_entity(v_old, p_entity);
  v_new.deleted_at := null;
  perform hera.refuse_reserved(p_role, v_new.entity_type, p_dynamic, p_relationships);
  if v_restores or v_new.parent_entity_id is distinct from v_old.parent_entity_id then
    perform hera.refuse_missing_references(p_organization_id, v_new.parent_entity_id, '[]');
  end if;

  if p_dynamic is not null and p_dynamic <> '{}' then
    perform hera.refuse_uncoded_fields(p_organization_id, v_id, null, p_dynamic);
    v_changes := hera.merge_fields(p_organization_id, v_id, p_dynamic);
    v_new.dynamic_snapshot := hera.render_fields(hera.stored_fields(p_organization_id, v_id));
  end if;
  if p_relationships is not null then
    v_changes := v_changes || hera.set_relationships(p_organization_id, v_id, p_relationships, p_replaced_types);
  end if;
  v_changes := hera.changed_columns(v_old, v_new) || v_changes;
  if v_changes = '[]' then
    return hera.leave_unchanged(p_organization_id, v_id, v_old.entity_type, v_old.smart_code, v_old.version,
      jsonb_build_object('entity_id', v_id, 'success', true, 'message', 'Entity is unchanged', 'version', v_old.version));
  end if;

  update public.core_entities e
  set entity_type = v_new.entity_type, entity_name = v_new.entity_name, entity_code = v_new.entity_code,
    entity_description = v_new.entity_description, smart_code = v_new.smart_code,
    parent_entity_id = v_new.parent_entity_id, status = v_new.status, metadata = v_new.metadata,
    business_rules = v_new.business_rules, ai_insights = v_new.ai_insights, dynamic_snapshot = v_new.dynamic_snapshot,
    deleted_at = null, version = e.version + 1, updated_at = now(),
    updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_organization_id and e.id = v_id;

  v_answer := jsonb_build_object('entity_id', v_id, 'success', true, 'message',
    case when v_restores then 'Entity restored successfully' else 'Entity updated successfully' end, 'version', v_old.version + 1);
  perform hera.log_change(p_organization_id, v_id, case when v_restores then 'RESTORE' else 'UPDATE' end, v_new.entity_type, v_new.smart_code, v_old.version + 1,
    p_options ->> 'reason', jsonb_build_object('changes', v_changes), v_answer);
  return v_answer;
end
$$;

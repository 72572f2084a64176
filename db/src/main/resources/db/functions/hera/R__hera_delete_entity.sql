-- hera.delete_entity: takes an entity away. Soft (default): deleted_at is set, everything else stays. Hard
-- (p_options.hard_delete): the row and its own fields and relationships go; what depends on it refuses it, unless
-- p_options.cascade takes relationships and child entities along. A transaction or line that names it always refuses.
-- Answers {entity_id, success, message, version, deleted, mode, dynamic_rows_deleted, relationships_deleted}.
-- Locks: the entity, then hera.remove_entities'. Refuses: ZH004, ZH005, ZH006, ZH011 with counts by kind in DETAIL.
create or replace function hera.delete_entity(
  p_organization_id uuid, p_role text, p_entity_id uuid, p_options jsonb
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_hard boolean := coalesce((p_options ->> 'hard_delete')::boolean, false);
  v_reason text := coalesce(p_options ->> 'delete_reason', p_options ->> 'reason');
  v_old public.core_entities;
  v_counts jsonb := '{"dynamic_rows_deleted": 0, "relationships_deleted": 0}';
  v_change jsonb;
  v_answer jsonb;
begin
  v_old := hera.lock_entity(p_organization_id, p_role, p_entity_id, (p_options ->> 'expected_version')::integer, v_hard);
  if v_hard then
    v_change := hera.removed_entity(v_old);
    v_counts := hera.remove_entities(p_organization_id, p_role, p_entity_id,
      coalesce((p_options ->> 'cascade')::boolean, (p_options ->> 'cascade_delete')::boolean, false), v_reason);
  else
    v_change := jsonb_build_object('changes',
      jsonb_build_array(jsonb_build_object('path', 'deleted_at', 'from', null, 'to', to_jsonb(now()))));
    update public.core_entities e
    set deleted_at = now(), version = e.version + 1, updated_at = now(),
      updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where e.organization_id = p_organization_id and e.id = p_entity_id;
  end if;

  v_answer := jsonb_build_object('entity_id', p_entity_id, 'success', true, 'message', 'Entity deleted successfully',
    'version', v_old.version + 1, 'deleted', true, 'mode', case when v_hard then 'HARD' else 'SOFT' end) || v_counts;
  perform hera.log_change(p_organization_id, p_entity_id, case when v_hard then 'HARD_DELETE' else 'DELETE' end,
    v_old.entity_type, v_old.smart_code, v_old.version + 1, v_reason, v_change, v_answer);
  return v_answer;
end
$$;

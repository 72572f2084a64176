-- hera.delete_or_fall_back: hera.delete_entity for callers of v2: a hard deletion that something depends on becomes a soft
-- one and says so, mode SOFT_FALLBACK; an entity that was deleted softly before stays as it is. Locks and refusals: see
-- hera.delete_entity; ZH011 does not leave it.
create or replace function hera.delete_or_fall_back(
  p_organization_id uuid, p_role text, p_entity_id uuid, p_options jsonb
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_entity public.core_entities;
begin
  if not coalesce((p_options ->> 'hard_delete')::boolean, false) then
    return hera.delete_entity(p_organization_id, p_role, p_entity_id, p_options);
  end if;
  begin
    return hera.delete_entity(p_organization_id, p_role, p_entity_id, p_options);
  exception
    when sqlstate 'ZH011' then
      -- Undone with the attempt is its lock, too: somebody may have come in between.
      v_entity := hera.lock_entity(p_organization_id, p_role, p_entity_id, (p_options ->> 'expected_version')::integer, true);
  end;
  if v_entity.deleted_at is not null then
    return jsonb_build_object('entity_id', p_entity_id, 'success', true, 'message', 'Entity was deleted already',
      'version', v_entity.version, 'deleted', true, 'mode', 'SOFT_FALLBACK', 'dynamic_rows_deleted', 0,
      'relationships_deleted', 0);
  end if;
  return hera.delete_entity(p_organization_id, p_role, p_entity_id, p_options - 'hard_delete')
    || '{"mode": "SOFT_FALLBACK"}';
end
$$;

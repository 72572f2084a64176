-- hera.lock_entity: the entity that is about to change, locked against other writers until the transaction ends; it
-- exists, is not deleted unless p_deleted_too, is of no reserved kind and has the expected version when one is given.
-- Locks: the entity's row (no key update). Refuses: ZH004, ZH005 not found, ZH006 with both versions in DETAIL.
create or replace function hera.lock_entity(
  p_organization_id uuid, p_role text, p_entity_id uuid, p_expected_version integer, p_deleted_too boolean
) returns public.core_entities language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_entity public.core_entities;
begin
  select * into v_entity from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_entity_id
  for no key update;
  if not found then
    raise exception using errcode = 'ZH005', message = 'HERA_ENTITY_NOT_FOUND: there is no such entity';
  end if;
  if v_entity.deleted_at is not null and not p_deleted_too then
    raise exception using errcode = 'ZH005', message = 'HERA_ENTITY_NOT_FOUND: there is no such entity',
      hint = 'It was deleted softly; "restore": true brings it back, in PUT /api/v2.1/entities or in p_options of an UPDATE';
  end if;
  perform hera.refuse_reserved(p_role, v_entity.entity_type, null, null);
  if p_expected_version <> v_entity.version then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: the entity was changed by someone else',
      detail = json_build_object('expected_version', p_expected_version, 'current_version', v_entity.version)::text;
  end if;
  return v_entity;
end
$$;

-- hera.remove_entities: removes an entity's row with its fields and relationships; with p_cascade its descendants and
-- what points to any of them, too. Descendants (see hera.removed_entity) and entities that lose a relationship get log
-- rows of their own, the latter a new version. Answers {dynamic_rows_deleted, relationships_deleted}.
-- Locks in order: descendants, entities that point here, relationships, fields. Refuses: ZH004 a descendant of reserved
-- kind, ZH011 with counts by kind in DETAIL.
create or replace function hera.remove_entities(
  p_organization_id uuid, p_role text, p_entity_id uuid, p_cascade boolean, p_reason text
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_ids uuid[];
  v_child public.core_entities;
  v_fields bigint;
  v_relationships bigint;
begin
  v_ids := hera.with_descendants(p_organization_id, p_entity_id);
  perform hera.refuse_dependants(p_organization_id, p_entity_id, v_ids, p_cascade);

  for v_child in
    select * from public.core_entities e
    where e.organization_id = p_organization_id and e.id = any (v_ids) and e.id <> p_entity_id
    order by e.id for no key update
  loop
    perform hera.refuse_reserved(p_role, v_child.entity_type, null, null);
    perform hera.log_change(p_organization_id, v_child.id, 'HARD_DELETE', v_child.entity_type, v_child.smart_code,
      v_child.version + 1, p_reason, hera.removed_entity(v_child), null);
  end loop;
  perform hera.detach_pointing(p_organization_id, v_ids, p_reason);

  delete from public.core_relationships r
  where r.organization_id = p_organization_id and (r.from_entity_id = any (v_ids) or r.to_entity_id = any (v_ids));
  get diagnostics v_relationships = row_count;
  delete from public.core_dynamic_data d where d.organization_id = p_organization_id and d.entity_id = any (v_ids);
  get diagnostics v_fields = row_count;
  delete from public.core_entities e where e.organization_id = p_organization_id and e.id = any (v_ids);
  return jsonb_build_object('dynamic_rows_deleted', v_fields, 'relationships_deleted', v_relationships);
end
$$;

-- hera.import_at_once: writes lines of an import, all or none. With p_upsert an entity of the same type and code that is
-- not deleted is changed instead of created. New entities first, so that changed ones may point to them. Answers
-- {created, updated, failures: []}. Locks: hera.create_entities', then hera.update_entity's by line. Refuses: theirs, and
-- ZH009 when an earlier line has the same entity_id.
create or replace function hera.import_at_once(p_role text, p_upsert boolean, p_lines integer[])
returns jsonb language plpgsql volatile
set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_ids uuid[];
  v_operations jsonb[];
  v_line record;
  v_updated integer := 0;
begin
  if exists (select from pg_temp.hera_import i join pg_temp.hera_import o on o.ref = i.ref and o.line < i.line
      where i.line = any (p_lines)) then
    raise exception using errcode = 'ZH009', message = 'HERA_IMPORT_TWICE: an earlier line has this entity_id',
      detail = '{"field": "entity_id"}';
  end if;
  perform hera.import_identify(v_organization_id, p_upsert, p_lines);

  select array_agg(i.entity_id order by i.line), array_agg(i.operation order by i.line) into v_ids, v_operations
  from pg_temp.hera_import i where i.line = any (p_lines) and not i.known;
  if v_ids is not null then
    perform hera.create_entities(v_organization_id, p_role, v_ids, v_operations);
  end if;
  for v_line in
    select i.entity_id, i.operation from pg_temp.hera_import i where i.line = any (p_lines) and i.known order by i.line
  loop
    perform hera.update_entity(v_organization_id, p_role,
      (v_line.operation -> 'entity') || jsonb_build_object('entity_id', v_line.entity_id), v_line.operation -> 'dynamic',
      v_line.operation -> 'relationships', hera.relationship_types(v_line.operation -> 'relationships'), '{}');
    v_updated := v_updated + 1;
  end loop;
  return jsonb_build_object('created', coalesce(cardinality(v_ids), 0), 'updated', v_updated, 'failures', '[]'::jsonb);
end
$$;

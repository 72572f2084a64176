-- hera.import_at_once: writes lines of an import, all or none. With p_upsert an entity of the same type and code that is
-- not deleted is changed instead of created. New entities first, so that changed ones may point to them. Answers
-- {created, updated, unchanged, failures: []}; unchanged are those of updated that already were as the file says.
-- Locks: hera.create_entities', then hera.update_entities'. Refuses: theirs, and ZH009 when an earlier line has the same
-- entity_id.
create or replace function hera.import_at_once(p_role text, p_upsert boolean, p_lines integer[])
returns jsonb language plpgsql volatile
set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_ids uuid[];
  v_operations jsonb[];
  v_created integer := 0;
  v_updated integer := 0;
  v_unchanged integer := 0;
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
    v_created := cardinality(v_ids);
  end if;
  select array_agg(i.entity_id order by i.line), array_agg(i.operation order by i.line) into v_ids, v_operations
  from pg_temp.hera_import i where i.line = any (p_lines) and i.known;
  if v_ids is not null then
    v_updated := cardinality(v_ids);
    v_unchanged := v_updated - hera.update_entities(v_organization_id, p_role, v_ids, v_operations);
  end if;
  return jsonb_build_object('created', v_created, 'updated', v_updated, 'unchanged', v_unchanged, 'failures', '[]'::jsonb);
end
$$;

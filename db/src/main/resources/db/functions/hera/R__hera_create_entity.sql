-- hera.create_entity: writes an entity, its dynamic fields and its relationships, and the log row of it all. The
-- caller has been let in by hera.enter (role p_role) and has asked hera.idempotent_replay. Answers
-- {entity_id, success, message, version}.
-- Locks in order: the new entity; by foreign key its parent and relationship targets. Refuses: ZH004 reserved kind,
-- ZH008 missing reference, ZH009 a required value missing, ZH010 smart code; 23505 taken code.
create or replace function hera.create_entity(
  p_organization_id uuid, p_role text, p_entity jsonb, p_dynamic jsonb, p_relationships jsonb
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_id uuid := uuidv7();
  v_type text := upper(p_entity ->> 'entity_type');
  v_parent uuid := (p_entity ->> 'parent_entity_id')::uuid;
  v_answer jsonb;
begin
  perform hera.refuse_reserved(p_role, v_type, p_dynamic, p_relationships);
  perform hera.refuse_incomplete(p_entity);
  if v_parent is not null then
    perform hera.refuse_missing_references(p_organization_id, v_parent, '[]');
  end if;

  perform hera.insert_entity(p_organization_id, v_id, p_entity, hera.read_fields(p_dynamic));
  if p_relationships <> '[]' then
    perform hera.insert_relationships(p_organization_id, v_id, p_relationships);
  end if;

  v_answer := jsonb_build_object('entity_id', v_id, 'success', true, 'message', 'Entity created successfully', 'version', 1);
  perform hera.log_change(p_organization_id, v_id, 'CREATE', v_type, p_entity ->> 'smart_code', 1, null,
    jsonb_build_object('created', jsonb_build_object('entity', p_entity, 'dynamic', p_dynamic, 'relationships',
      p_relationships)), v_answer);
  return v_answer;
end
$$;

-- hera.store_spec: writes what hera.register_spec has found to be new: the next version beside those that are there, the active one
-- anew, and the log row. Versions are only ever added: runs keep the one that they began with. p_old holds no id when
-- nothing of this code is registered. Locks: the inserted rows; the entity is locked.
create or replace function hera.store_spec(
  p_kind text, p_code text, p_spec jsonb, p_old public.core_entities, p_known jsonb
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_version integer := coalesce((p_old.ai_insights ->> 'active_version')::integer, 0) + 1;
  v_field text := lower(p_kind) || '_spec';
  v_fields jsonb;
  v_insights jsonb;
  v_new public.core_entities := p_old;
  v_changes jsonb;
  v_answer jsonb;
begin
  v_fields := jsonb_build_object(
    v_field, hera.spec_field(p_spec -> 'content'),
    v_field || '@v' || v_version, hera.spec_field(jsonb_build_object('content', p_spec -> 'content', 'source',
      p_spec -> 'source', 'sha', p_spec -> 'sha')));
  if p_spec ? 'plan' then
    v_fields := v_fields || jsonb_build_object(lower(p_kind) || '_plan@v' || v_version, hera.spec_field(p_spec -> 'plan'));
  end if;
  p_known := p_known || jsonb_build_object('path', p_spec -> 'path', 'registered_at', hera.utc(now()),
    'registered_by', nullif(current_setting('hera.actor_user_id', true), '')::uuid);
  v_insights := p_known || jsonb_build_object('active_version', v_version, 'versions',
    coalesce(p_old.ai_insights -> 'versions', '[]') || jsonb_build_array(p_known || jsonb_build_object('version', v_version)))
    || hera.spec_triggers(p_spec -> 'plan');

  if p_old.id is null then
    v_new.id := uuidv7();
    v_new.smart_code := p_spec ->> 'smart_code';
    perform hera.insert_entity(v_here, v_new.id, jsonb_build_object('entity_type', p_kind, 'entity_name', p_spec ->> 'smart_code',
      'entity_code', p_code, 'entity_description', p_spec -> 'intent', 'smart_code', p_spec -> 'smart_code',
      'ai_insights', v_insights), hera.read_fields(v_fields));
    v_changes := jsonb_build_object('created', jsonb_build_object('entity', p_spec - array['content', 'source', 'plan']));
  else
    -- The version beside it holds the same once more.
    v_changes := jsonb_build_object('changes', jsonb_path_query_array(hera.merge_fields(v_here, p_old.id, v_fields),
      '$[*] ? (!(@.path like_regex "@v"))'));
    update public.core_entities e
    set entity_description = p_spec ->> 'intent', ai_insights = v_insights,
      dynamic_snapshot = hera.render_fields(hera.stored_fields(v_here, p_old.id)), version = e.version + 1,
      updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where e.organization_id = v_here and e.id = p_old.id;
  end if;
  v_new.version := coalesce(p_old.version, 0) + 1;
  v_new.ai_insights := v_insights;
  v_answer := hera.spec_answer(case when p_old.id is null then 'created' else 'updated' end, v_new);
  perform hera.log_change(v_here, v_new.id, case when p_old.id is null then 'CREATE' else 'UPDATE' end, p_kind,
    v_new.smart_code, v_new.version, null, v_changes, v_answer);
  return v_answer;
end
$$;

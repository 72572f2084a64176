-- hera.register_spec: registers a version of a PROCEDURE or an ORCHESTRATION (p_kind) in the request's organization and makes it
-- the active one: one entity for each smart code (D3). p_spec: {smart_code, intent, content, source, sha, path?, plan?,
-- plan_sha?}. The text and plan that are active already change nothing. Answers {success, entity_id, version, status:
-- created|updated|unchanged, smart_code, spec_version, checksum}.
-- Idempotency: by key. Locks: advisory (organization, kind, code), then the entity. Refuses: hera.enter_registry's, ZH006
-- p_options.expected_version.
create or replace function hera.register_spec(p_kind text, p_spec jsonb, p_options jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_code text := upper(p_spec ->> 'smart_code');
  v_known jsonb := jsonb_build_object('checksum', p_spec -> 'sha', 'plan_checksum', p_spec -> 'plan_sha');
  v_old public.core_entities;
  v_answer jsonb;
begin
  perform hera.enter_registry();
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(v_here || p_kind || v_code, 0));
  select * into v_old from public.core_entities e
  where e.organization_id = v_here and e.entity_code = v_code and e.entity_type = p_kind and e.deleted_at is null
  for no key update;

  if (p_options ->> 'expected_version')::integer is distinct from v_old.version and p_options ? 'expected_version' then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: it was registered anew by someone else',
      detail = json_build_object('expected_version', p_options -> 'expected_version', 'current_version', v_old.version)::text;
  end if;
  if v_old.id is not null and v_old.ai_insights @> jsonb_strip_nulls(v_known)
     and v_old.ai_insights ->> 'path' is not distinct from p_spec ->> 'path' then
    v_answer := hera.spec_answer('unchanged', v_old);
    perform hera.idempotent_store('REGISTER', v_answer);
    return v_answer;
  end if;
  return hera.store_spec(p_kind, v_code, p_spec, v_old, v_known);
end
$$;
alter function hera.register_spec owner to hera_writer;
grant execute on function hera.register_spec to hera_app;

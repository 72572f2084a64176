-- rpc.hera_dynamic_data_batch_v1: sets many dynamic fields of one entity at once; fields that are not named stay. p_fields
-- (or p_items) is [{field_name, field_type, field_value_* | field_value, smart_code}]; p_smart_code stands in for fields
-- without one. Answers {success, entity_id, version, total, upserted, skipped, data}: see hera.write_fields.
-- Locks: those of hera.update_entity. SQLSTATEs: ZH001-ZH006, ZH009 (HERA_DYN_BATCH_PAYLOAD_INVALID), ZH010, ZH012.
-- Idempotent by the request's key.
create or replace function rpc.hera_dynamic_data_batch_v1(
  p_organization_id uuid,
  p_entity_id uuid,
  p_smart_code text default null,
  p_fields jsonb default null,
  p_items jsonb default null,
  p_expected_version integer default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_role text := hera.enter(p_actor_user_id, p_organization_id, 'staff');
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  v_answer := hera.write_fields(p_organization_id, v_role, p_entity_id,
    coalesce(nullif(p_fields, 'null'), p_items), p_smart_code,
    jsonb_strip_nulls(jsonb_build_object('expected_version', p_expected_version)));
  return hera.keep_answer(v_request, 'UPSERT', v_answer);
end
$$;
comment on function rpc.hera_dynamic_data_batch_v1 is
  'Sets many dynamic fields of one entity at once; fields that are not named stay. @role staff @idempotent';
alter function rpc.hera_dynamic_data_batch_v1 owner to hera_writer;
grant execute on function rpc.hera_dynamic_data_batch_v1 to hera_app;

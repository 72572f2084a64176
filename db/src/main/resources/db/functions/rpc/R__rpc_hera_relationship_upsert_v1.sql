-- rpc.hera_relationship_upsert_v1: lets one entity point to another, or renews what it says of it. Without p_smart_code it
-- is HERA.GEN.{entity type}.REL.{type}.V1. Answers {success, action: CREATE|UPDATE, id, relationship_id,
-- version, data}.
-- Locks: those of hera.update_entity on where it starts. SQLSTATEs: ZH001-ZH006, ZH008 no such target, ZH009, ZH010.
-- Idempotent by the request's key.
create or replace function rpc.hera_relationship_upsert_v1(
  p_organization_id uuid,
  p_from_entity_id uuid,
  p_to_entity_id uuid,
  p_relationship_type text,
  p_smart_code text default null,
  p_relationship_data jsonb default null,
  p_effective_date timestamptz default null,
  p_expiration_date timestamptz default null,
  p_expected_version integer default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_role text := hera.enter(p_actor_user_id, p_organization_id, 'staff');
  v_answer jsonb := hera.idempotent_replay();
  v_request text;
  v_relationship public.core_relationships;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  v_answer := hera.write_bundle('UPDATE', p_organization_id, v_role, jsonb_build_object('entity_id', p_from_entity_id), '{}',
    jsonb_build_array(jsonb_build_object('to_entity_id', p_to_entity_id, 'relationship_type', p_relationship_type,
      'smart_code', p_smart_code, 'relationship_data', p_relationship_data, 'effective_date', p_effective_date,
      'expiration_date', p_expiration_date)),
    jsonb_strip_nulls(jsonb_build_object('expected_version', p_expected_version)));
  select * into strict v_relationship from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_entity_id = p_from_entity_id
    and r.relationship_type = upper(p_relationship_type) and r.to_entity_id = p_to_entity_id;
  v_answer := jsonb_build_object('success', true, 'action', case
      when v_relationship.created_at = now() then 'CREATE' else 'UPDATE' end, 'id', v_relationship.id,
    'relationship_id', v_relationship.id, 'version', v_answer -> 'version', 'data', hera.relationship_row(v_relationship));
  return hera.keep_answer(v_request, 'UPSERT', v_answer);
end
$$;
comment on function rpc.hera_relationship_upsert_v1 is
  'Lets one entity point to another, or renews what it says of it. @role staff @idempotent';
alter function rpc.hera_relationship_upsert_v1 owner to hera_writer;
grant execute on function rpc.hera_relationship_upsert_v1 to hera_app;

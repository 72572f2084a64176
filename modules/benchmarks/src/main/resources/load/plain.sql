-- The floor: one function that inserts the same rows under the same keys and indexes, and does nothing else: no
-- membership, no row-level security (the caller is superuser), no reserved kinds, no idempotency, no snapshot built.
create schema if not exists bench;
create or replace function bench.plain_create(p_organization_id uuid, p_actor uuid, p_entity jsonb, p_dynamic jsonb, p_relationships jsonb)
returns uuid language plpgsql as $$
declare
  v_id uuid := uuidv7();
begin
  insert into public.core_entities (organization_id, id, entity_type, entity_name, entity_code, entity_description,
    smart_code, dynamic_snapshot, created_by, updated_by)
  values (p_organization_id, v_id, p_entity ->> 'entity_type', p_entity ->> 'entity_name', p_entity ->> 'entity_code',
    p_entity ->> 'entity_description', p_entity ->> 'smart_code',
    '"price":25.50,"stock_level":100,"supplier":"Beauty Supply Co."', p_actor, p_actor);
  insert into public.core_dynamic_data (organization_id, entity_id, field_name, field_type, field_value_text,
    field_value_number, smart_code, created_by, updated_by)
  select p_organization_id, v_id, f.key, f.value ->> 'field_type', f.value ->> 'field_value_text',
    (f.value ->> 'field_value_number')::numeric, f.value ->> 'smart_code', p_actor, p_actor
  from jsonb_each(p_dynamic) f;
  insert into public.core_relationships (organization_id, from_entity_id, to_entity_id, relationship_type, smart_code,
    created_by, updated_by)
  select p_organization_id, v_id, (r.value ->> 'to_entity_id')::uuid, r.value ->> 'relationship_type',
    r.value ->> 'smart_code', p_actor, p_actor
  from jsonb_array_elements(p_relationships) r;
  insert into public.universal_transactions (organization_id, transaction_type, smart_code, transaction_status,
    subject_id, metadata, log_cluster, log_xid, created_by, updated_by)
  values (p_organization_id, 'AUDIT', 'HERA.CORE.AUDIT.CHANGE.RECORDED.V1', 'RECORDED', v_id,
    jsonb_build_object('created', jsonb_build_object('entity', p_entity, 'dynamic', p_dynamic, 'relationships',
      p_relationships), 'action', 'CREATE'), 1, pg_current_xact_id(), p_actor, p_actor);
  return v_id;
end
$$;

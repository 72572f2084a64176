-- hera.write_fields: sets dynamic fields of an entity as hera_dynamic_data_batch_v1 answers it: {success, entity_id,
-- version, total, upserted, skipped, data: [the fields as they now stand]}; skipped are those that a later one of the same
-- name replaced. Nothing given, nothing is written. Locks and refusals: hera.update_entity, hera.fields_given, ZH010.
create or replace function hera.write_fields(
  p_organization_id uuid, p_role text, p_entity_id uuid, p_fields jsonb, p_smart_code text, p_options jsonb
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_dynamic jsonb := hera.fields_given(p_fields, p_smart_code);
  v_names text[] := array(select jsonb_object_keys(v_dynamic));
  v_answer jsonb := '{}';
begin
  if v_dynamic <> '{}' then
    v_answer := hera.write_bundle('UPDATE', p_organization_id, p_role, jsonb_build_object('entity_id', p_entity_id),
      v_dynamic, null, p_options);
  end if;
  return jsonb_build_object('success', true, 'action', 'UPSERT', 'entity_id', p_entity_id, 'version', v_answer -> 'version',
    'total', jsonb_array_length(p_fields), 'upserted', cardinality(v_names),
    'skipped', jsonb_array_length(p_fields) - cardinality(v_names), 'data', coalesce((
      select jsonb_agg(f.value order by f.position)
      from jsonb_array_elements(v_answer -> 'dynamic_data') with ordinality f (value, position)
      where f.value ->> 'field_name' = any (v_names)), '[]'));
end
$$;

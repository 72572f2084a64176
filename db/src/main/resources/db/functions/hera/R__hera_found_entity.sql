-- hera.found_entity: an entity of a kind that only its own functions write (D15), with its log row. p_values are its dynamic
-- fields by name as bare JSON values; their types follow from them, ISO dates under *_date included, and their smart
-- codes from the entity's. Locks, errors: hera.insert_entity.
create or replace function hera.found_entity(
  p_organization_id uuid, p_id uuid, p_entity jsonb, p_values jsonb, p_reason text
) returns void language plpgsql volatile set search_path = '' as $$
declare
  v_prefix text := regexp_replace(p_entity ->> 'smart_code', '^(HERA\.\w+\.\w+)\..*', '\1') || '.DYN.';
  v_dynamic jsonb := coalesce((
    select jsonb_object_agg(f.key, jsonb_build_object('value', f.value, 'smart_code', v_prefix || upper(f.key) || '.V1',
      'type', case
        when f.key like '%\_date' then 'date'
        when jsonb_typeof(f.value) in ('object', 'array') then 'json'
        else replace(jsonb_typeof(f.value), 'string', 'text') end))
    from jsonb_each(p_values) f where f.value <> 'null'), '{}');
begin
  perform hera.insert_entity(p_organization_id, p_id, p_entity, hera.read_fields(v_dynamic));
  perform hera.log_change(p_organization_id, p_id, 'CREATE', p_entity ->> 'entity_type', p_entity ->> 'smart_code', 1,
    p_reason, jsonb_build_object('created', jsonb_build_object('entity', p_entity, 'dynamic', v_dynamic,
      'relationships', '[]'::jsonb)), null);
end
$$;

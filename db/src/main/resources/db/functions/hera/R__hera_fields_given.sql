-- hera.fields_given: the list of fields of hera_dynamic_data_batch_v1, [{field_name, field_type, field_value_* |
-- field_value, smart_code}], as the object by name that the other functions take; of fields of one name the last one
-- holds. p_smart_code stands in where a field names none. Immutable, no locks.
-- Refuses: ZH009 another form or a field without name, ZH012 over 1,000 fields.
create or replace function hera.fields_given(p_fields jsonb, p_smart_code text)
returns jsonb language plpgsql immutable set search_path = '' as $$
declare
  v_wrong bigint;
begin
  if jsonb_typeof(p_fields) is distinct from 'array' then
    raise exception using errcode = 'ZH009', message = 'HERA_DYN_BATCH_PAYLOAD_INVALID: p_fields must be an array of fields',
      detail = '{"field": "p_fields"}';
  end if;
  if jsonb_array_length(p_fields) > 1000 then
    raise exception using errcode = 'ZH012', message = 'HERA_BATCH_TOO_LARGE: at most 1000 fields at once';
  end if;
  select min(f.position) - 1 into v_wrong from jsonb_array_elements(p_fields) with ordinality f (value, position)
  where jsonb_typeof(f.value) <> 'object' or coalesce(f.value ->> 'field_name', '') = '';
  if v_wrong is not null then
    raise exception using errcode = 'ZH009',
      message = format('HERA_DYN_BATCH_PAYLOAD_INVALID: p_fields.%s must be an object with a field_name', v_wrong),
      detail = json_build_object('field', format('p_fields.%s.field_name', v_wrong))::text;
  end if;
  return coalesce((
    select jsonb_object_agg(f.value ->> 'field_name', hera.field_given(f.value, p_smart_code)
      order by f.position)
    from jsonb_array_elements(p_fields) with ordinality f (value, position)), '{}');
end
$$;

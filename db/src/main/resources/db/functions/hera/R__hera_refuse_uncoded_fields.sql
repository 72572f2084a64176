-- hera.refuse_uncoded_fields: a dynamic field is an object with a smart code; one that its owner has already (p_entity_id or
-- p_transaction_id; both NULL for a new one) may leave its code out and keeps it. Refuses: ZH009 no object, ZH010 no code; DETAIL
-- names the first, and all by field_names.
create or replace function hera.refuse_uncoded_fields(
  p_organization_id uuid, p_entity_id uuid, p_transaction_id uuid, p_dynamic jsonb)
returns void language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_field record;
  v_uncoded text[] := '{}';
begin
  for v_field in select d.key, d.value from jsonb_each(p_dynamic) d where jsonb_typeof(d.value) <> 'null' loop
    if jsonb_typeof(v_field.value) <> 'object' then
      raise exception using errcode = 'ZH009',
        message = format('HERA_PAYLOAD_INVALID: p_dynamic.%s must be {value, type, smart_code}', v_field.key),
        detail = json_build_object('field', 'p_dynamic.' || v_field.key)::text;
    end if;
    if coalesce(v_field.value ->> 'smart_code', '') = '' and not exists (
        select from public.core_dynamic_data s
        where s.organization_id = p_organization_id and s.entity_id = p_entity_id and s.field_name = v_field.key
        union all
        select from public.core_dynamic_data s
        where s.organization_id = p_organization_id and s.transaction_id = p_transaction_id and s.field_name = v_field.key) then
      v_uncoded := v_uncoded || v_field.key;
    end if;
  end loop;
  if v_uncoded <> '{}' then
    raise exception using errcode = 'ZH010',
      message = format('HERA_SMARTCODE_INVALID: the dynamic field %s needs a smart_code', v_uncoded[1]),
      detail = json_build_object('code', 'DYNAMIC-FIELD-SMARTCODE-REQUIRED', 'field', 'p_dynamic.' || v_uncoded[1] || '.smart_code',
        'field_names', v_uncoded)::text;
  end if;
end
$$;

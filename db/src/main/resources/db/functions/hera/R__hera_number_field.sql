-- hera.number_field: a dynamic field with a number, in its typed form: {name: {field_type, field_value_number, smart_code}}. A field that the
-- entity has keeps its smart code. NULL takes the field away. Reads only.
create or replace function hera.number_field(p_entity_id uuid, p_name text, p_value numeric)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  return jsonb_build_object(p_name, case when p_value is not null then jsonb_build_object('field_type', 'number',
    'field_value_number', p_value, 'smart_code', coalesce((
      select d.smart_code from public.core_dynamic_data d
      where d.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and d.entity_id = p_entity_id
        and d.field_name = p_name), format('HERA.SALON.INV.DYN.%s.V1', upper(p_name)))) end);
end
$$;

-- hera.field_types: of which types the organization's entities hold values of a dynamic field: number, date, boolean, text,
-- in this order; none when nobody has it. Four looks into an index; runs as the caller under row-level security.
create or replace function hera.field_types(p_field text)
returns text[] language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_types text[] := '{}';
begin
  if exists (select from public.core_dynamic_data d where d.organization_id = v_organization_id and d.field_name = p_field
      and d.field_value_float is not null and d.entity_id is not null) then
    v_types := v_types || 'number'::text;
  end if;
  if exists (select from public.core_dynamic_data d where d.organization_id = v_organization_id and d.field_name = p_field
      and d.field_value_date is not null and d.entity_id is not null) then
    v_types := v_types || 'date'::text;
  end if;
  if exists (select from public.core_dynamic_data d where d.organization_id = v_organization_id and d.field_name = p_field
      and d.field_value_boolean is not null and d.entity_id is not null) then
    v_types := v_types || 'boolean'::text;
  end if;
  if exists (select from public.core_dynamic_data d where d.organization_id = v_organization_id and d.field_name = p_field
      and d.field_value_key is not null and d.entity_id is not null) then
    v_types := v_types || 'text'::text;
  end if;
  return v_types;
end
$$;
grant execute on function hera.field_types to hera_app;

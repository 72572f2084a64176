-- hera.export_fields: the names and types of all dynamic fields that an export of p_query holds, as [[name, type], …] by
-- name: a table needs its columns before its rows. Filters as hera.export_entities. No locks.
create or replace function hera.export_fields(p_query jsonb)
returns json language plpgsql stable set search_path = '' as $$
declare
  v_fields json;
begin
  execute format(
    'select json_agg(json_build_array(f.field_name, f.field_type) order by f.field_name, f.field_type)
     from (
       select distinct d.field_name, d.field_type
       from public.core_entities e join public.core_dynamic_data d on d.organization_id = e.organization_id
         and d.entity_id = e.id
       where %s and d.field_name <> ''auth_subject''
     ) f',
    hera.entity_filters(p_query))
  into v_fields;
  return coalesce(v_fields, '[]');
end
$$;
grant execute on function hera.export_fields to hera_app;

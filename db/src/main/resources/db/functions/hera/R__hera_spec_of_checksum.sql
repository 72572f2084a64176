-- hera.spec_of_checksum: the content of that version of a procedure, or the compiled plan of that version of an orchestration
-- (p_kind), that has this checksum, whether it is the active one or not; NULL when the request's organization has none.
-- Runs keep what they began with. Reads only.
create or replace function hera.spec_of_checksum(p_kind text, p_smart_code text, p_checksum text)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select coalesce(d.field_value_json -> 'content', d.field_value_json)::text
    from public.core_entities e
    cross join jsonb_array_elements(e.ai_insights -> 'versions') v (value)
    join public.core_dynamic_data d on d.organization_id = e.organization_id and d.entity_id = e.id
      and d.field_name = case p_kind when 'PROCEDURE' then 'procedure_spec@v' else 'orchestration_plan@v' end
        || (v.value ->> 'version')
    where e.organization_id = v_here and e.entity_type = p_kind and e.entity_code = upper(p_smart_code)
      and e.deleted_at is null
      and v.value ->> case p_kind when 'PROCEDURE' then 'checksum' else 'plan_checksum' end = p_checksum
    limit 1);
end
$$;
grant execute on function hera.spec_of_checksum to hera_app;

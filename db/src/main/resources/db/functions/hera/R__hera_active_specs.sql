-- hera.active_specs: what is registered in the request's organization, procedures and orchestrations, each as {kind, entity_id,
-- smart_code, entity_version, intent, insights, content, plan}, in a JSON array in text. Reads only.
create or replace function hera.active_specs()
returns text language plpgsql stable set search_path = '' as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select coalesce(json_agg(json_build_object('kind', e.entity_type, 'entity_id', e.id, 'smart_code', e.smart_code,
        'entity_version', e.version, 'intent', e.entity_description, 'insights', e.ai_insights,
        'content', s.field_value_json, 'plan', p.field_value_json) order by e.entity_code), '[]')::text
    from public.core_entities e
    join public.core_dynamic_data s on s.organization_id = e.organization_id and s.entity_id = e.id
      and s.field_name = lower(e.entity_type) || '_spec'
    left join public.core_dynamic_data p on p.organization_id = e.organization_id and p.entity_id = e.id
      and p.field_name = lower(e.entity_type) || '_plan@v' || (e.ai_insights ->> 'active_version')
    where e.organization_id = v_here and e.entity_type in ('PROCEDURE', 'ORCHESTRATION') and e.deleted_at is null);
end
$$;
grant execute on function hera.active_specs to hera_app;

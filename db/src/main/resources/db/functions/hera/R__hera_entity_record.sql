-- hera.entity_record: an entity as a line of an export: everything that an import of that line writes again, its fields
-- with type and smart code, its relationships; what is empty is left out. Reads as the caller; no locks.
create or replace function hera.entity_record(p_entity public.core_entities)
returns jsonb language plpgsql stable
set search_path = '' set timezone = 'UTC' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_record jsonb := jsonb_build_object('entity_id', p_entity.id, 'entity_type', p_entity.entity_type, 'entity_name',
    p_entity.entity_name, 'smart_code', p_entity.smart_code, 'status', p_entity.status);
  v_part jsonb;
begin
  if p_entity.entity_code is not null then
    v_record := v_record || jsonb_build_object('entity_code', p_entity.entity_code);
  end if;
  if p_entity.entity_description is not null then
    v_record := v_record || jsonb_build_object('entity_description', p_entity.entity_description);
  end if;
  if p_entity.parent_entity_id is not null then
    v_record := v_record || jsonb_build_object('parent_entity_id', p_entity.parent_entity_id);
  end if;
  if p_entity.metadata <> '{}' then
    v_record := v_record || jsonb_build_object('metadata', p_entity.metadata);
  end if;
  if p_entity.business_rules <> '{}' then
    v_record := v_record || jsonb_build_object('business_rules', p_entity.business_rules);
  end if;
  if p_entity.ai_insights <> '{}' then
    v_record := v_record || jsonb_build_object('ai_insights', p_entity.ai_insights);
  end if;
  select jsonb_object_agg(d.field_name, jsonb_build_object('field_type', d.field_type, 'smart_code', d.smart_code,
    'field_value_' || d.field_type, case d.field_type
      when 'number' then to_jsonb(d.field_value_number)
      when 'boolean' then to_jsonb(d.field_value_boolean)
      when 'date' then to_jsonb(hera.utc(d.field_value_date))
      when 'json' then d.field_value_json
      else to_jsonb(d.field_value_text) end)) into v_part
  from public.core_dynamic_data d
  where d.organization_id = p_entity.organization_id and d.entity_id = p_entity.id and d.field_name <> 'auth_subject';
  if v_part is not null then
    v_record := v_record || jsonb_build_object('dynamic', v_part);
  end if;
  select jsonb_agg(jsonb_build_object('relationship_type', r.relationship_type, 'to_entity_id', r.to_entity_id,
    'smart_code', r.smart_code, 'relationship_data', r.relationship_data, 'effective_date', hera.utc(r.effective_date))
      || case when r.expiration_date is null then '{}'
        else jsonb_build_object('expiration_date', hera.utc(r.expiration_date)) end
    order by r.relationship_type, r.to_entity_id) into v_part
  from public.core_relationships r join public.core_entities t on t.organization_id = r.organization_id
    and t.id = r.to_entity_id and t.deleted_at is null
  where r.organization_id = p_entity.organization_id and r.from_entity_id = p_entity.id
    and r.relationship_type <> 'MEMBER_OF';
  if v_part is not null then
    v_record := v_record || jsonb_build_object('relationships', v_part);
  end if;
  return v_record;
end
$$;
grant execute on function hera.entity_record to hera_app;

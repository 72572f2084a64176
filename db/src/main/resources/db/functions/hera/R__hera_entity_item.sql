-- hera.entity_item: one entity as the JSON text that lists and reads answer: core columns, version, dynamic fields
-- flattened out of their stored snapshot; audit fields and relationships when asked for. A single expression in
-- standard SQL body, so that the planner inlines it into the scan; needs TimeZone UTC. No locks.
create or replace function hera.entity_item(
  e public.core_entities, p_dynamic boolean, p_relationships boolean, p_audit boolean
) returns text language sql stable
return concat('{"id":"', e.id,
  '","entity_type":', to_json(e.entity_type::text),
  ',"entity_name":', to_json(e.entity_name::text),
  ',"entity_code":', coalesce(to_json(e.entity_code::text)::text, 'null'),
  ',"entity_description":', coalesce(to_json(e.entity_description::text)::text, 'null'),
  ',"smart_code":"', e.smart_code,
  '","parent_entity_id":', coalesce('"' || e.parent_entity_id || '"', 'null'),
  ',"status":', to_json(e.status::text),
  ',"metadata":', e.metadata,
  ',"business_rules":', e.business_rules,
  ',"ai_insights":', e.ai_insights,
  ',"version":', e.version,
  ',"created_at":', left(to_json(e.created_at)::text, -7),
  'Z","updated_at":', left(to_json(e.updated_at)::text, -7), 'Z"',
  case when e.deleted_at is not null then ',"deleted_at":' || left(to_json(e.deleted_at)::text, -7) || 'Z"' end,
  case when p_audit then ',"created_by":"' || e.created_by || '","updated_by":"' || e.updated_by || '"' end,
  case when p_dynamic and e.dynamic_snapshot <> '' then ',' || e.dynamic_snapshot end,
  case when p_relationships then ',"relationships":' || hera.relationships_of(e.organization_id, e.id) end,
  '}');
grant execute on function hera.entity_item to hera_app;

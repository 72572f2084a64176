-- hera.transaction_item: one transaction as the JSON text that lists and reads answer: its columns and version; lines,
-- dynamic fields (flattened), relationships and audit fields when asked for. A single expression in standard SQL body, so
-- that the planner inlines it into the scan; needs TimeZone UTC. No locks.
create or replace function hera.transaction_item(
  t public.universal_transactions, p_lines boolean, p_dynamic boolean, p_relationships boolean, p_audit boolean
) returns text language sql stable
return concat('{"id":"', t.id,
  '","transaction_type":', to_json(t.transaction_type::text),
  ',"transaction_code":', coalesce(to_json(t.transaction_code::text)::text, 'null'),
  ',"transaction_number":', coalesce(to_json(t.transaction_number::text)::text, 'null'),
  ',"smart_code":"', t.smart_code,
  '","transaction_date":', left(to_json(t.transaction_date::timestamptz)::text, -7),
  'Z","source_entity_id":', coalesce('"' || t.source_entity_id || '"', 'null'),
  ',"target_entity_id":', coalesce('"' || t.target_entity_id || '"', 'null'),
  ',"total_amount":', coalesce(t.total_amount::text, 'null'),
  ',"currency_code":', coalesce('"' || t.currency_code || '"', 'null'),
  ',"transaction_status":', to_json(t.transaction_status::text),
  ',"reference_number":', coalesce(to_json(t.reference_number::text)::text, 'null'),
  ',"external_reference":', coalesce(to_json(t.external_reference::text)::text, 'null'),
  ',"business_context":', t.business_context,
  ',"metadata":', t.metadata,
  ',"posting_status":"', t.posting_status,
  '","fiscal_year":', coalesce(t.fiscal_year::text, 'null'),
  ',"fiscal_period":', coalesce('"' || t.fiscal_period || '"', 'null'),
  ',"ai_confidence_score":', coalesce(t.ai_confidence_score::text, 'null'),
  ',"reversal_of_id":', coalesce('"' || t.reversal_of_id || '"', 'null'),
  ',"reversed_by_id":', coalesce('"' || t.reversed_by_id || '"', 'null'),
  ',"version":', t.version,
  ',"created_at":', left(to_json(t.created_at)::text, -7),
  'Z","updated_at":', left(to_json(t.updated_at)::text, -7), 'Z"',
  case when t.deleted_at is not null then ',"deleted_at":' || left(to_json(t.deleted_at)::text, -7) || 'Z"' end,
  case when p_audit then ',"created_by":"' || t.created_by || '","updated_by":"' || t.updated_by || '"' end,
  case when p_lines then ',"lines":' || hera.lines_of(t.organization_id, t.id) end,
  case when p_dynamic then nullif(',' || hera.fields_of_transaction(t.organization_id, t.id), ',') end,
  case when p_relationships then ',"relationships":' || hera.relationships_of_transaction(t.organization_id, t.id) end,
  '}');
grant execute on function hera.transaction_item to hera_app;

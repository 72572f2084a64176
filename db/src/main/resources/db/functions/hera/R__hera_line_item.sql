-- hera.line_item: one line as JSON text. A single expression in standard SQL body, so that the planner inlines it.
create or replace function hera.line_item(l public.universal_transaction_lines) returns text language sql stable
return concat('{"id":"', l.id,
  '","line_number":', l.line_number,
  ',"line_type":', to_json(l.line_type::text),
  ',"description":', coalesce(to_json(l.description::text)::text, 'null'),
  ',"entity_id":', coalesce('"' || l.entity_id || '"', 'null'),
  ',"quantity":', coalesce(l.quantity::text, 'null'),
  ',"unit_amount":', coalesce(l.unit_amount::text, 'null'),
  ',"line_amount":', coalesce(l.line_amount::text, 'null'),
  ',"discount_amount":', coalesce(l.discount_amount::text, 'null'),
  ',"tax_amount":', coalesce(l.tax_amount::text, 'null'),
  ',"debit_amount":', coalesce(l.debit_amount::text, 'null'),
  ',"credit_amount":', coalesce(l.credit_amount::text, 'null'),
  ',"currency_code":', coalesce('"' || l.currency_code || '"', 'null'),
  ',"base_amount":', coalesce(l.base_amount::text, 'null'),
  ',"smart_code":"', l.smart_code,
  '","line_data":', l.line_data,
  ',"metadata":', l.metadata, '}');
grant execute on function hera.line_item to hera_app;

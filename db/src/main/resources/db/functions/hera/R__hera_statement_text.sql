-- hera.statement_text: a statement's JSON members as text out of its finished parts: "data", "totals", the base currency and
-- the bounds that it is about. No locks.
create or replace function hera.statement_text(p_query jsonb, p_data text, p_totals text)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_bounds record;
begin
  select * into v_bounds from hera.report_bounds(p_query);
  return '"data":[' || coalesce(p_data, '') || '],"totals":[' || coalesce(p_totals, '') || '],"base_currency":'
    || coalesce(to_json(hera.base_currency(v_organization_id))::text, 'null')
    || ',"from":' || coalesce(to_json(hera.utc(v_bounds.from_at))::text, 'null')
    || ',"until":' || to_json(hera.utc(v_bounds.until))::text || ',"to_date":"'
    || to_char((v_bounds.until - interval '1 microsecond') at time zone hera.time_zone(v_organization_id), 'YYYY-MM-DD') || '"';
end
$$;
grant execute on function hera.statement_text to hera_app;

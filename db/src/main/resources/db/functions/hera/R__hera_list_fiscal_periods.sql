-- hera.list_fiscal_periods: a page of fiscal periods, oldest first, as JSON members in text: "data":[{id, period_code,
-- period_name, start_date, end_date, period_status, fiscal_year, closed_at, version}],"count":n and "next_cursor". p_query:
-- fiscal_year, period_status, limit (100), cursor. Runs as the caller under row-level security; reads only. ZH015.
create or replace function hera.list_fiscal_periods(p_query jsonb)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_after text := hera.open_cursor(p_query) ->> 0;
  v_items text[];
  v_codes text[];
begin
  select array_agg(p.item), array_agg(p.entity_code) into v_items, v_codes
  from (
    select e.entity_code, json_build_object('id', e.id, 'period_code', e.entity_code, 'period_name', e.entity_name,
      'start_date', left(f.fields ->> 'start_date', 10), 'end_date', left(f.fields ->> 'end_date', 10),
      'period_status', f.fields -> 'period_status', 'fiscal_year', f.fields -> 'fiscal_year',
      'closed_at', f.fields -> 'closed_at', 'books_hash', f.fields -> 'books_hash', 'version', e.version)::text as item
    from public.core_entities e, lateral (select ('{' || e.dynamic_snapshot || '}')::jsonb) f (fields)
    where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
      and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null and (v_after is null or e.entity_code > v_after)
      and (p_query ->> 'fiscal_year' is null or f.fields ->> 'fiscal_year' = p_query ->> 'fiscal_year')
      and (p_query ->> 'period_status' is null or f.fields ->> 'period_status' = p_query ->> 'period_status')
    order by e.entity_code
    limit v_limit + 1
  ) p;
  return hera.page_members(p_query, v_items, v_limit, jsonb_build_array(v_codes[v_limit]), null);
end
$$;
grant execute on function hera.list_fiscal_periods to hera_app;

-- hera.export_entities: the next p_limit lines of an export, oldest first, after the entity p_after (NULL: from the
-- start): {last, records}; last is NULL when there are no more. p_query: the filters of hera.list_entities. Kinds that no
-- import can write are left out unless entity_type names one. Runs as the caller under row-level security; no locks.
create or replace function hera.export_entities(p_query jsonb, p_after uuid, p_limit integer)
returns json language plpgsql stable set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_records json;
  v_last uuid;
begin
  execute format(
    'select json_agg(hera.entity_record(p.e) order by (p.e).id), (array_agg((p.e).id order by (p.e).id desc))[1]
     from (select e from public.core_entities e where %s and %s and %s order by e.id limit %s) p',
    hera.entity_filters(p_query),
    case when p_after is null then 'true' else format('e.id > %L::uuid', p_after) end,
    case when p_query ? 'entity_type' then 'true' else hera.kinds_of_callers() end,
    p_limit)
  into v_records, v_last;
  return json_build_object('last', v_last, 'records', coalesce(v_records, '[]'));
end
$$;
grant execute on function hera.export_entities to hera_app;

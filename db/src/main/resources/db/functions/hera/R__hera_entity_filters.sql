-- hera.entity_filters: every filter of a listing of entities as one condition on the row e, for who reads all that meet it in the order of
-- their ids: core columns, words and dynamic fields. Reads what hera.field_filters reads; no locks.
create or replace function hera.entity_filters(p_query jsonb)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_filters record := hera.field_filters(p_query);
  v_q text := trim(p_query ->> 'q');
begin
  return hera.entity_conditions(p_query) || ' and ' || v_filters.conditions
    || case when coalesce(v_q, '') = '' then ''
      else format(' and coalesce(e.search_document @@ %L::tsquery, false)', hera.word_query(v_q)) end
    || coalesce((
      select string_agg(format(' and exists (select from public.core_dynamic_data %1$s where %1$s.organization_id = e.organization_id'
        || ' and %1$s.entity_id = e.id and %1$s.field_name = %2$L and %3$s)', hera.field_alias(f.key), f.key, f.value), '')
      from jsonb_each_text(v_filters.fields) f), '');
end
$$;
grant execute on function hera.entity_filters to hera_app;

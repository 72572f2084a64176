-- hera.read_entities: READ of the crud functions: filters on core columns in p_entity, the rest in p_options: q (or search_query),
-- filters {"dynamic.price": "gte.10" or ["gte.10", "lt.20"]}, order "dynamic.price.desc,entity_name.asc", cursor and what else a listing
-- takes. Answers {success, data, count, next_cursor?, total?}. Reads only. Refuses ZH009 naming what is wrong.
create or replace function hera.read_entities(p_entity jsonb, p_options jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_query jsonb := jsonb_strip_nulls(jsonb_build_object(
    'entity_id', coalesce(p_entity ->> 'entity_id', p_entity ->> 'id'), 'entity_type', upper(p_entity ->> 'entity_type'),
    'entity_code', p_entity ->> 'entity_code', 'status', p_entity ->> 'status', 'smart_code', p_entity ->> 'smart_code',
    'parent_entity_id', p_entity ->> 'parent_entity_id', 'q', coalesce(p_options ->> 'q', p_options ->> 'search_query')));
  v_name text;
begin
  foreach v_name in array array['include_dynamic', 'include_relationships', 'include_audit_fields', 'include_deleted',
      'include_total', 'limit', 'offset', 'cursor', 'order'] loop
    if p_options -> v_name <> 'null' then
      v_query := v_query || jsonb_build_object(v_name, p_options -> v_name);
    end if;
  end loop;
  v_query := v_query || hera.option_filters(p_options -> 'filters');
  if (v_query ->> 'limit')::integer not between 1 and 1000 then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: limit must be between 1 and 1000',
      detail = '{"field": "p_options.limit"}';
  end if;
  return ('{"success":true,' || hera.list_entities(v_query) || '}')::jsonb;
end
$$;

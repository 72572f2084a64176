-- hera.field_sets: the statement that finds the entities which meet the conditions of all fields of p_fields, that of p_first first; not more than
-- p_most of them unless that is NULL. No locks.
create or replace function hera.field_sets(p_fields jsonb, p_first text, p_most bigint)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_first text := hera.field_alias(p_first);
  v_source text := hera.field_source(p_first);
  v_conditions text := hera.field_row_condition(p_first, p_fields ->> p_first);
  v_field record;
begin
  for v_field in select f.key as name, f.value as condition from jsonb_each_text(p_fields) f where f.key <> p_first loop
    v_source := v_source || format(' join %s on %s.entity_id = %s.entity_id', hera.field_source(v_field.name),
      hera.field_alias(v_field.name), v_first);
    v_conditions := v_conditions || ' and ' || hera.field_row_condition(v_field.name, v_field.condition);
  end loop;
  return format('select array(select %s.entity_id from %s where %s limit %L)', v_first, v_source, v_conditions, p_most);
end
$$;
grant execute on function hera.field_sets to hera_app;

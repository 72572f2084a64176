-- hera.filter_sizes: how many entities meet each field's condition of p_fields ({field: condition on its row}): {field: count}, counted
-- up to p_most + 1. Estimates cannot tell, because the planner does not know how one field's values are spread. Looks along indexes as the
-- caller under row-level security; reads only.
create or replace function hera.filter_sizes(p_fields jsonb, p_most integer)
returns jsonb language plpgsql stable set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  v_field record;
  v_size integer;
  v_sizes jsonb := '{}';
begin
  for v_field in select f.key as name, f.value as condition from jsonb_each_text(p_fields) f loop
    execute format('select count(*) from (select from %s where %s limit %s) s', hera.field_source(v_field.name),
      hera.field_row_condition(v_field.name, v_field.condition), p_most + 1) into v_size;
    v_sizes := v_sizes || jsonb_build_object(v_field.name, v_size);
  end loop;
  return v_sizes;
end
$$;
grant execute on function hera.filter_sizes to hera_app;

-- hera.smallest_filter: which of the fields of p_fields ({field: condition on its row}) is held by the fewest entities, and by how many,
-- counted up to p_most: estimates cannot tell, because the planner does not know how one field's values are spread. NULL without
-- fields. Looks along indexes as the caller under row-level security; reads only.
create or replace function hera.smallest_filter(p_fields jsonb, p_most integer, out field text, out size integer)
language plpgsql stable set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  v_field record;
  v_size integer;
begin
  for v_field in select f.key as name, f.value as condition from jsonb_each_text(p_fields) f loop
    execute format('select count(*) from (select from %s where %s limit %s) s', hera.field_source(v_field.name),
      hera.field_row_condition(v_field.name, v_field.condition), p_most) into v_size;
    if size is null or v_size < size then
      field := v_field.name;
      size := v_size;
    end if;
  end loop;
end
$$;
grant execute on function hera.smallest_filter to hera_app;

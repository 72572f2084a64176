-- hera.entities_that_meet: the entities that meet the conditions of all fields of p_fields ({field: condition on its row}): when the
-- smallest field's are few, each is looked up in the others, otherwise the fields' sets are put together. Runs as the caller; reads only.
create or replace function hera.entities_that_meet(p_fields jsonb)
returns uuid[] language plpgsql stable set search_path = '' as $$
declare
  c_few constant integer := 3000;
  v_smallest record := hera.smallest_filter(p_fields, c_few + 1);
begin
  if v_smallest.size <= c_few then
    return hera.entities_one_by_one(p_fields, v_smallest.field);
  end if;
  return hera.entities_by_sets(p_fields, v_smallest.field);
end
$$;
grant execute on function hera.entities_that_meet to hera_app;

-- hera.entities_by_sets: the entities that meet the conditions of all fields, each field's read along its index and put together.
-- Runs as the caller under row-level security; reads only.
create or replace function hera.entities_by_sets(p_fields jsonb, p_first text)
returns uuid[] language plpgsql stable set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_nestloop = off
set enable_mergejoin = off as $$
declare
  v_ids uuid[];
begin
  execute hera.field_sets(p_fields, p_first, null) into v_ids;
  return v_ids;
end
$$;
grant execute on function hera.entities_by_sets to hera_app;

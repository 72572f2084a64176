-- hera.entities_one_by_one: the entities that meet the conditions of all fields, each that meets the first looked up for the others.
-- Runs as the caller under row-level security; reads only.
create or replace function hera.entities_one_by_one(p_fields jsonb, p_first text)
returns uuid[] language plpgsql stable set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off
set enable_mergejoin = off set enable_material = off set enable_memoize = off set join_collapse_limit = 1 as $$
declare
  v_ids uuid[];
begin
  execute hera.field_sets(p_fields, p_first, null) into v_ids;
  return v_ids;
end
$$;
grant execute on function hera.entities_one_by_one to hera_app;

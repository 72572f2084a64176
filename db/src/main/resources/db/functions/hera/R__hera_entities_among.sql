-- hera.entities_among: those of p_ids that meet the conditions of all fields of p_fields ({field: condition on its row}), each looked up.
-- Runs as the caller under row-level security; reads only.
create or replace function hera.entities_among(p_ids uuid[], p_fields jsonb)
returns uuid[] language plpgsql stable set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off
set enable_mergejoin = off set enable_material = off set enable_memoize = off set join_collapse_limit = 1 as $$
declare
  v_look_ups text;
  v_ids uuid[];
begin
  select string_agg(format(' cross join lateral (select from %1$s where %2$s.entity_id = i.id and %3$s offset 0) %2$s',
    hera.field_source(f.key), hera.field_alias(f.key), hera.field_row_condition(f.key, f.value)), '' order by f.key)
  into v_look_ups from jsonb_each_text(p_fields) f;
  execute format('select array(select i.id from unnest($1) i (id)%s)', v_look_ups) using p_ids into v_ids;
  return v_ids;
end
$$;
grant execute on function hera.entities_among to hera_app;

-- hera.count_listing: how many entities a listing has in all. Runs as the caller under row-level security; reads only.
create or replace function hera.count_listing(p_fields jsonb, p_core text, p_conditions text)
returns bigint language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_total bigint;
begin
  execute format('select count(*) from public.core_entities e where %s and %s%s', p_core, p_conditions,
    case when p_fields = '{}' then '' else ' and e.id = any ($1)' end)
  using case when p_fields <> '{}' then hera.entities_that_meet(p_fields) end into v_total;
  return v_total;
end
$$;
grant execute on function hera.count_listing to hera_app;

-- hera.probe_similar_names: up to 200 entities of the request's organization, and of a type when one is given, whose names hold something
-- like the text, the most alike of the first 2,000 found. Runs as hera_system, because under row-level security no index serves
-- similarity; takes the organization from the setting alone, and tells nothing but ids. No locks.
create or replace function hera.probe_similar_names(p_folded text, p_type text)
returns setof uuid language plpgsql stable security definer
set search_path = '' set enable_seqscan = off set enable_indexscan = off set plan_cache_mode = force_custom_plan as $$
begin
  -- Not a SET of the function: before its library is loaded, only a superuser may write this name into one.
  perform set_config('pg_trgm.word_similarity_threshold', '0.5', true);
  return query select n.id
    from (
      select e.id, hera.word_similarity(p_folded, hera.folded(e.entity_name)) as alike
      from public.core_entities e
      where e.organization_id::text = nullif(current_setting('hera.organization_id', true), '')::uuid::text and e.deleted_at is null
        and p_folded operator(hera.<%) hera.folded(e.entity_name) and (p_type is null or e.entity_type = p_type)
      limit 2000
    ) n
    order by n.alike desc, n.id limit 200;
end
$$;
alter function hera.probe_similar_names owner to hera_system;
revoke all on function hera.probe_similar_names from public;
grant execute on function hera.probe_similar_names to hera_app, hera_writer;

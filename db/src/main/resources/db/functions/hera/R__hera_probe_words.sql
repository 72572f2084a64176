-- hera.probe_words: up to p_most entities of the request's organization, and of a type when one is given, whose words answer a query, in
-- no order. Runs as hera_system, because under row-level security no index serves full text; takes the organization from the
-- setting alone, and tells nothing but ids, whose rows are then read under row-level security. No locks.
create or replace function hera.probe_words(p_query tsquery, p_type text, p_most integer)
returns setof uuid language plpgsql stable security definer
set search_path = '' set enable_seqscan = off set enable_indexscan = off set plan_cache_mode = force_custom_plan as $$
begin
  return query select e.id from public.core_entities e
    where e.organization_id::text = nullif(current_setting('hera.organization_id', true), '')::uuid::text
      and e.search_document @@ p_query and (p_type is null or e.entity_type = p_type)
    limit p_most;
end
$$;
alter function hera.probe_words owner to hera_system;
revoke all on function hera.probe_words from public;
grant execute on function hera.probe_words to hera_app, hera_writer;

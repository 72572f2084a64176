-- hera.probe_patterns: up to p_most entities of the request's organization whose text field matches a LIKE pattern, in no order. Runs
-- as hera_system, because under row-level security no index serves LIKE; takes the organization from the setting alone, and tells
-- nothing but ids, whose rows are then read under row-level security. No locks.
create or replace function hera.probe_patterns(p_field text, p_pattern text, p_fold boolean, p_most integer)
returns setof uuid language plpgsql stable security definer
set search_path = '' set enable_seqscan = off set enable_indexscan = off set plan_cache_mode = force_custom_plan as $$
declare
  v_key text := nullif(current_setting('hera.organization_id', true), '')::uuid || ' ' || p_field;
begin
  if p_fold then
    return query select d.entity_id from public.core_dynamic_data d
      where d.organization_id::text || ' ' || d.field_name::text = v_key and d.field_value_text ilike p_pattern
        and d.field_value_text is not null and d.entity_id is not null
      limit p_most;
  else
    return query select d.entity_id from public.core_dynamic_data d
      where d.organization_id::text || ' ' || d.field_name::text = v_key and d.field_value_text like p_pattern
        and d.field_value_text is not null and d.entity_id is not null
      limit p_most;
  end if;
end
$$;
alter function hera.probe_patterns owner to hera_system;
revoke all on function hera.probe_patterns from public;
grant execute on function hera.probe_patterns to hera_app, hera_writer;

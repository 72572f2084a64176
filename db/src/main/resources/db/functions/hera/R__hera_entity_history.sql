-- hera.entity_history: what happened to an entity: see hera.subject_history. NULL when the organization knows no such
-- entity, past or present. Reads only.
create or replace function hera.entity_history(p_entity_id uuid, p_limit integer, p_cursor text)
returns text language plpgsql stable set search_path = '' as $$
begin
  return hera.subject_history('entity', p_entity_id, p_limit, p_cursor, exists (
    select from public.core_entities e
    where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_entity_id));
end
$$;
grant execute on function hera.entity_history to hera_app;

-- hera.read_entity: one entity as text: its version, a space, its item (hera.entity_item); NULL when there is none.
-- p_options: include_dynamic (true), include_relationships, include_audit_fields, include_deleted. Runs as the caller
-- under row-level security; reads only.
create or replace function hera.read_entity(p_entity_id uuid, p_options jsonb)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
begin
  return (
    select e.version || ' ' || hera.entity_item(e, coalesce((p_options ->> 'include_dynamic')::boolean, true),
      coalesce((p_options ->> 'include_relationships')::boolean, false),
      coalesce((p_options ->> 'include_audit_fields')::boolean, false))
    from public.core_entities e
    where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_entity_id
      and (e.deleted_at is null or coalesce((p_options ->> 'include_deleted')::boolean, false)));
end
$$;
grant execute on function hera.read_entity to hera_app;

-- hera.read_entity: one entity as text, for who passes it on and may remember it: its version; the place that it was read at
-- (see hera.touched_since); for how many milliseconds it stays true when nobody changes anything, "-" for ever; and its
-- item (hera.entity_item); one space between. NULL when there is none. What comes and goes by itself are relationships
-- with a date. p_options: include_dynamic (true), include_relationships, include_audit_fields, include_deleted. Runs as the
-- caller under row-level security; reads only.
create or replace function hera.read_entity(p_entity_id uuid, p_options jsonb)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
declare
  v_relationships boolean := coalesce((p_options ->> 'include_relationships')::boolean, false);
begin
  return (
    select e.version || ' ' || lpad(current_setting('hera.cluster_id'), 19, '0')
      || lpad(pg_snapshot_xmin(pg_current_snapshot())::text, 20, '0')
      || ' ' || case when v_relationships then hera.relationships_stay(e.organization_id, e.id) else '-' end
      || ' ' || hera.entity_item(e, coalesce((p_options ->> 'include_dynamic')::boolean, true), v_relationships,
        coalesce((p_options ->> 'include_audit_fields')::boolean, false))
    from public.core_entities e
    where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_entity_id
      and (e.deleted_at is null or coalesce((p_options ->> 'include_deleted')::boolean, false)));
end
$$;
grant execute on function hera.read_entity to hera_app;

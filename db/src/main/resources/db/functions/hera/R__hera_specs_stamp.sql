-- hera.specs_stamp: a text that differs whenever what is registered in the request's organization has changed. Reads only.
create or replace function hera.specs_stamp()
returns text language plpgsql stable set search_path = '' as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select count(*) || ':' || coalesce(sum(e.version), 0)
    from public.core_entities e
    where e.organization_id = v_here and e.entity_type in ('PROCEDURE', 'ORCHESTRATION') and e.deleted_at is null);
end
$$;
grant execute on function hera.specs_stamp to hera_app;

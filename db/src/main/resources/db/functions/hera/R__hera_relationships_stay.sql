-- hera.relationships_stay: for how many milliseconds hera.relationships_of goes on to answer the same when nobody changes
-- anything: until the next of the entity's relationships begins or ends; "-" when none will. Reads only; no locks.
create or replace function hera.relationships_stay(p_organization_id uuid, p_entity_id uuid)
returns text language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select floor(extract(epoch from min(case when r.effective_date > now() then r.effective_date else r.expiration_date end)
      - now()) * 1000)::bigint::text
    from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_entity_id = p_entity_id
      and (r.effective_date > now() or r.expiration_date > now())), '-');
end
$$;
grant execute on function hera.relationships_stay to hera_app;

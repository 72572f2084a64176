-- hera.read_organization: one of the organizations that the actor may see (hera.organizations_of). Reads only. Refuses: ZH005.
create or replace function hera.read_organization(p_id uuid)
returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return hera.read_organizations('GET', nullif(current_setting('hera.actor_user_id', true), '')::uuid, p_id, 1, 0)
    -> 'organization';
end
$$;
alter function hera.read_organization(uuid) owner to hera_writer;
grant execute on function hera.read_organization(uuid) to hera_app;

-- hera.act_in: lets the rest of a function work in another organization than the request's, and answers the one it worked in
-- before, to which the function must return. Row-level security stays: one organization is seen at a time, where a
-- function of hera_system would see all. Called only by what must cross tenants by its nature: new organizations, their
-- members, and a user's change from one to the other. An error undoes it.
create or replace function hera.act_in(p_organization_id uuid)
returns uuid language plpgsql volatile set search_path = '' as $$
declare
  v_before uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  perform set_config('hera.organization_id', coalesce(p_organization_id::text, ''), true);
  return v_before;
end
$$;

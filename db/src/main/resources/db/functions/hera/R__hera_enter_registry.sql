-- hera.enter_registry: lets in who may register procedures and orchestrations in the request's organization: its admins and
-- owners; in the platform organization platform administrators, and the application itself, which no token can be and
-- which acts as the null UUID, for what it brings along. Reads only. Refuses: ZH001-ZH003.
create or replace function hera.enter_registry()
returns void language plpgsql stable set search_path = '' as $$
declare
  c_nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
begin
  if v_here is distinct from c_nobody then
    perform hera.enter(v_actor, v_here, 'admin');
  elsif v_actor is distinct from c_nobody then
    perform hera.enter_platform(v_actor);
  end if;
end
$$;

-- hera.demo_user: HERA.SEC.AUTH.DNA.DEMO_USER.V1: makes a person who can be shown around a member of the request's organization in a role
-- that the actor may give, and a user of the platform first (known by email). The application never calls it in production.
-- Answers {user_id, organization_id, role, name, email, made}: made says whether the user is new. Locks: the organization's entity, the
-- membership. Refuses: ZH002, ZH003 less than an admin, or a role above the actor's, ZH009 an unknown role; fails with ALREADY_MEMBER.
create or replace function hera.demo_user(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_email text := lower(btrim(p_inputs ->> 'email'));
  v_role text := hera.enter_organization('admin');
  v_user uuid;
  v_made boolean;
begin
  perform hera.refuse_role(v_here, v_role, null, p_inputs ->> 'role');
  perform pg_advisory_xact_lock(hashtextextended('demo user ' || v_email, 0));
  perform hera.act_in(c_platform);
  select e.id into v_user from public.core_entities e
  where e.organization_id = c_platform and e.entity_type = 'USER' and e.entity_code = v_email and e.deleted_at is null;
  v_made := not found;
  perform hera.act_in(v_here);
  if v_made then
    v_user := hera.platform_user(uuidv7()::text, jsonb_build_object('name', p_inputs ->> 'name', 'email', v_email));
  elsif exists (
      select from public.core_relationships r
      where r.organization_id = v_here and r.from_entity_id = v_user and r.relationship_type = 'MEMBER_OF') then
    perform hera.fail_procedure('ALREADY_MEMBER', v_email || ' is a member already', jsonb_build_object('field', 'email', 'user_id', v_user));
  end if;
  return hera.set_member(v_here, v_user, p_inputs ->> 'role', 'Demo user') || jsonb_build_object('made', v_made);
end
$$;
alter function hera.demo_user owner to hera_writer;
grant execute on function hera.demo_user to hera_app;

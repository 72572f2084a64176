-- hera.demo_user_remove: HERA.SEC.AUTH.DNA.DEMO_USER_REMOVE.V1: takes back what hera.demo_user did: the membership, and the user when he was
-- new (made). What is gone already is fine, and so is what never was. Answers {user_id}. Locks: the organization's entity, the membership,
-- the platform's USER row.
create or replace function hera.demo_user_remove(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_user uuid := (p_inputs ->> 'user_id')::uuid;
  v_version integer;
begin
  if exists (
      select from public.core_relationships r
      where r.organization_id = v_here and r.from_entity_id = v_user and r.relationship_type = 'MEMBER_OF') then
    perform hera.remove_member(v_here, v_user, 'undone by run ' || (p_context ->> 'run_id'));
  end if;
  if (p_inputs ->> 'made')::boolean then
    perform hera.act_in(c_platform);
    update public.core_entities e
    set deleted_at = now(), version = e.version + 1, updated_at = now(),
      updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where e.organization_id = c_platform and e.id = v_user and e.entity_type = 'USER' and e.deleted_at is null
    returning e.version into v_version;
    if found then
      perform hera.log_change(c_platform, v_user, 'DELETE', 'USER', 'HERA.CORE.IDENTITY.USER.PERSON.V1', v_version,
        'undone by run ' || (p_context ->> 'run_id'), jsonb_build_object('changes', jsonb_build_array(
          jsonb_build_object('path', 'deleted_at', 'from', null, 'to', to_jsonb(now())))), null);
    end if;
    perform hera.act_in(v_here);
  end if;
  return jsonb_build_object('user_id', v_user);
end
$$;
alter function hera.demo_user_remove owner to hera_writer;
grant execute on function hera.demo_user_remove to hera_app;

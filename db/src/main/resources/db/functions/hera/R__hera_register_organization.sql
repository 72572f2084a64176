-- hera.register_organization: hera.create_organization for a platform administrator, wherever he works. p_payload is that
-- function's. Answers the organization. Locks: advisory key, then that function's. Refuses: ZH003, ZH007-ZH009; 23505 taken
-- code. Idempotent by the request's key.
create or replace function hera.register_organization(p_payload jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_answer jsonb;
  v_request text;
begin
  perform hera.enter_platform(nullif(current_setting('hera.actor_user_id', true), '')::uuid);
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  return hera.keep_answer(v_request, 'CREATE', hera.create_organization(p_payload));
end
$$;
alter function hera.register_organization(jsonb) owner to hera_writer;
grant execute on function hera.register_organization(jsonb) to hera_app;

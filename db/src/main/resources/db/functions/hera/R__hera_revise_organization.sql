-- hera.revise_organization: hera.change_organization for an admin of the organization, which is the request's. p_payload:
-- organization_name, settings, reason, expected_version. Answers the organization. Locks: advisory key, its row, its entity.
-- Refuses: ZH001-ZH003, ZH006, ZH007, ZH009. Idempotent by the request's key.
create or replace function hera.revise_organization(p_payload jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_answer jsonb;
  v_request text;
begin
  perform hera.enter_organization('admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_request := hera.set_key_aside();
  return hera.keep_answer(v_request, 'UPDATE', hera.change_organization(
    nullif(current_setting('hera.organization_id', true), '')::uuid, p_payload, false));
end
$$;
alter function hera.revise_organization(jsonb) owner to hera_writer;
grant execute on function hera.revise_organization(jsonb) to hera_app;

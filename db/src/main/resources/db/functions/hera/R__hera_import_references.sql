-- hera.import_references: the second pass of an import: gives entities of at most p_limit lines after p_after the parents
-- and relationships that pointed to lines further down the file. Answers {last, lines, failures} as hera.import_entities;
-- such a failure leaves the entity without that reference: ZH008 when the line pointed to was refused. Idempotent by the
-- request's key. Locks: hera.update_entity's.
create or replace function hera.import_references(p_after integer, p_limit integer)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_answer jsonb;
  v_request text := current_setting('hera.request', true);
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid,
    nullif(current_setting('hera.organization_id', true), '')::uuid, 'staff');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  perform set_config('hera.request', (nullif(v_request, '')::jsonb - 'idempotency_key')::text, true);
  v_answer := hera.import_waiting(p_after, p_limit);
  perform set_config('hera.request', coalesce(v_request, ''), true);
  perform hera.idempotent_store('IMPORT', v_answer);
  return v_answer;
end
$$;
alter function hera.import_references(integer, integer) owner to hera_writer;
grant execute on function hera.import_references(integer, integer) to hera_app;

-- hera.undo_entity_creation: takes back, for a run that is undone, an entity that one of its steps created: removed, or deleted
-- softly when something depends on it by now. What was never created, or is gone already, is fine. No role is asked: it was when the
-- run began, and the actor may be a member no more. Answers {entity_id, mode}. Locks and refusals: hera.delete_entity.
create or replace function hera.undo_entity_creation(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_id uuid := (p_inputs ->> 'entity_id')::uuid;
  v_options jsonb := jsonb_build_object('reason', 'undone by run ' || (p_context ->> 'run_id'));
begin
  if v_id is null or not exists (
      select from public.core_entities e where e.organization_id = v_here and e.id = v_id and e.deleted_at is null) then
    return '{"mode": "NOTHING"}';
  end if;
  begin
    return hera.delete_entity(v_here, 'owner', v_id, v_options || '{"hard_delete": true}') - array['success', 'message'];
  exception
    when sqlstate 'ZH011' then
      return hera.delete_entity(v_here, 'owner', v_id, v_options) - array['success', 'message'];
  end;
end
$$;
alter function hera.undo_entity_creation owner to hera_writer;
grant execute on function hera.undo_entity_creation to hera_app;

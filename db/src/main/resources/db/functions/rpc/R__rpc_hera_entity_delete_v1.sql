-- rpc.hera_entity_delete_v1: deletes an entity: softly or, with p_hard_delete, for good; a hard deletion that something
-- depends on becomes a soft one and says so. Answers {success, action, entity_id, version, mode: SOFT|HARD|SOFT_FALLBACK,
-- dynamic_rows_deleted, relationships_deleted}. p_smart_code is what callers send along and has no meaning.
-- Locks, SQLSTATEs: see hera.delete_or_fall_back. Idempotent by the request's key.
create or replace function rpc.hera_entity_delete_v1(
  p_organization_id uuid,
  p_entity_id uuid,
  p_hard_delete boolean default false,
  p_cascade boolean default true,
  p_reason text default null,
  p_smart_code text default null,
  p_expected_version integer default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  return rpc.hera_entities_crud_v1('DELETE', p_actor_user_id, p_organization_id,
    jsonb_build_object('entity_id', p_entity_id), '{}', '{}', jsonb_strip_nulls(jsonb_build_object(
      'hard_delete', p_hard_delete, 'cascade', p_cascade, 'delete_reason', p_reason,
      'expected_version', p_expected_version)));
end
$$;
comment on function rpc.hera_entity_delete_v1 is
  'Deletes an entity: softly, or for good with p_hard_delete, which needs an admin. @role manager @idempotent';
alter function rpc.hera_entity_delete_v1 owner to hera_writer;
grant execute on function rpc.hera_entity_delete_v1 to hera_app;

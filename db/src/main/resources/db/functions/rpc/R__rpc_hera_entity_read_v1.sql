-- rpc.hera_entity_read_v1: one entity by p_entity_id, {success, action, entity_id, data: item}, or a page of them,
-- {success, action, data: [items], count, next_cursor?}. Items hold the core columns and, flattened, the dynamic fields.
-- p_status: active unless named; empty or NULL for any. Reads only. Refuses: ZH001-ZH003, ZH005, ZH009, ZH015.
create or replace function rpc.hera_entity_read_v1(
  p_organization_id uuid,
  p_entity_id uuid default null,
  p_entity_type text default null,
  p_smart_code text default null,
  p_entity_code text default null,
  p_parent_entity_id uuid default null,
  p_status text default 'active',
  p_include_dynamic boolean default true,
  p_include_relationships boolean default false,
  p_include_deleted boolean default false,
  p_search_query text default null,
  p_limit integer default 100,
  p_offset integer default null,
  p_cursor text default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_answer jsonb;
begin
  perform hera.enter(p_actor_user_id, p_organization_id, 'viewer');
  if p_offset is not null and p_cursor is not null then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: offset and cursor exclude each other',
      detail = '{"field": "p_cursor"}';
  end if;
  v_answer := hera.read_entities(
    jsonb_strip_nulls(jsonb_build_object('entity_id', p_entity_id, 'entity_type', nullif(p_entity_type, ''),
      'smart_code', nullif(p_smart_code, ''), 'entity_code', nullif(p_entity_code, ''),
      'parent_entity_id', p_parent_entity_id,
      'status', case when p_entity_id is null then nullif(p_status, '') end)),
    jsonb_strip_nulls(jsonb_build_object('include_dynamic', p_include_dynamic, 'include_relationships',
      p_include_relationships, 'include_deleted', p_include_deleted, 'include_audit_fields', true,
      'search_query', nullif(p_search_query, ''), 'limit', p_limit, 'offset', p_offset, 'cursor', p_cursor)));
  if p_entity_id is null then
    return v_answer || '{"action": "READ"}';
  end if;
  if v_answer -> 'count' = '0' then
    raise exception using errcode = 'ZH005', message = 'HERA_ENTITY_NOT_FOUND: there is no such entity';
  end if;
  return jsonb_build_object('success', true, 'action', 'READ', 'entity_id', p_entity_id, 'data', v_answer -> 'data' -> 0);
end
$$;
comment on function rpc.hera_entity_read_v1 is 'Reads one entity, or a page of entities. @role viewer';
alter function rpc.hera_entity_read_v1 owner to hera_writer;
grant execute on function rpc.hera_entity_read_v1 to hera_app;

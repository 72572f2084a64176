-- rpc.hera_relationship_query_v1: relationships that are in force, newest first, by where they start, where they lead and
-- what they are: {success, data: [{id, from_entity_id, to_entity_id, relationship_type, smart_code, relationship_data,
-- effective_date, expiration_date, …}], count, next_cursor?}. Planned with its values, since an entity may have three or
-- a million. Reads only. Refuses: ZH001-ZH003, ZH009, ZH015.
create or replace function rpc.hera_relationship_query_v1(
  p_organization_id uuid,
  p_from_entity_id uuid default null,
  p_to_entity_id uuid default null,
  p_relationship_type text default null,
  p_limit integer default 100,
  p_cursor text default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_query jsonb := jsonb_build_object('relationships_from', p_from_entity_id, 'to', p_to_entity_id, 'type',
    upper(p_relationship_type), 'cursor', p_cursor);
  v_where text := format('r.organization_id = %L and r.from_entity_id is not null', p_organization_id);
  v_after uuid;
  v_items text[];
  v_ids uuid[];
begin
  perform hera.enter(p_actor_user_id, p_organization_id, 'viewer');
  perform hera.refuse_limit(p_limit);
  v_after := (hera.open_cursor(v_query) ->> 0)::uuid;
  if p_from_entity_id is not null then v_where := v_where || format(' and r.from_entity_id = %L', p_from_entity_id); end if;
  if p_to_entity_id is not null then v_where := v_where || format(' and r.to_entity_id = %L', p_to_entity_id); end if;
  if nullif(p_relationship_type, '') is not null then
    v_where := v_where || format(' and r.relationship_type = %L', upper(p_relationship_type));
  end if;
  if v_after is not null then v_where := v_where || format(' and r.id < %L', v_after); end if;
  execute format('select array_agg(p.item), array_agg(p.id) from (
      select r.id, hera.relationship_row(r)::text as item from public.core_relationships r
      where %s and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())
      order by r.id desc limit %s) p', v_where, p_limit + 1)
  into v_items, v_ids;
  return ('{"success":true,' || hera.page_members(v_query, v_items, p_limit, jsonb_build_array(v_ids[p_limit]), null)
    || '}')::jsonb;
end
$$;
comment on function rpc.hera_relationship_query_v1 is
  'Relationships by where they start, where they lead and what they are. @role viewer';
alter function rpc.hera_relationship_query_v1 owner to hera_writer;
grant execute on function rpc.hera_relationship_query_v1 to hera_app;

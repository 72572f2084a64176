-- rpc.hera_dynamic_data_get_v1: an entity's dynamic fields by name, all or the one of p_field_name: {success, data: [{id,
-- entity_id, field_name, field_type, field_value_*, smart_code}], count, next_cursor?}. Of an entity that is not there, or
-- deleted, there are none. Reads only. Refuses: ZH001-ZH003, ZH009, ZH015.
create or replace function rpc.hera_dynamic_data_get_v1(
  p_organization_id uuid,
  p_entity_id uuid,
  p_field_name text default null,
  p_limit integer default 100,
  p_cursor text default null,
  p_actor_user_id uuid default null
) returns jsonb language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_query jsonb := jsonb_build_object('fields_of', p_entity_id, 'field_name', p_field_name, 'cursor', p_cursor);
  v_after text;
  v_items text[];
  v_names text[];
begin
  perform hera.enter(p_actor_user_id, p_organization_id, 'viewer');
  perform hera.refuse_limit(p_limit);
  v_after := hera.open_cursor(v_query) ->> 0;
  select array_agg(f.item), array_agg(f.field_name) into v_items, v_names
  from (
    select d.field_name::text collate "C" as field_name, hera.field_row(d)::text as item
    from public.core_dynamic_data d
    join public.core_entities e on e.organization_id = d.organization_id and e.id = d.entity_id and e.deleted_at is null
    where d.organization_id = p_organization_id and d.entity_id = p_entity_id
      and (nullif(p_field_name, '') is null or d.field_name = p_field_name)
      and (v_after is null or d.field_name::text collate "C" > v_after collate "C")
    order by 1
    limit p_limit + 1
  ) f;
  return ('{"success":true,' || hera.page_members(v_query, v_items, p_limit, jsonb_build_array(v_names[p_limit]), null)
    || '}')::jsonb;
end
$$;
comment on function rpc.hera_dynamic_data_get_v1 is 'An entity''s dynamic fields, all or one by name. @role viewer';
alter function rpc.hera_dynamic_data_get_v1 owner to hera_writer;
grant execute on function rpc.hera_dynamic_data_get_v1 to hera_app;

-- hera.list_members: a page of the members of the request's organization, by name, as JSON members in text: user_id,
-- organization_id, role, name, email, version (of the membership, for If-Match), joined_at. p_query: role, limit (100), cursor.
-- For admins. Reads only. Refuses: ZH001-ZH003, ZH015.
create or replace function hera.list_members(p_query jsonb)
returns text language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_role text := hera.enter_organization('admin');
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_after jsonb := hera.open_cursor(p_query);
  v_items text[];
  v_keys jsonb[];
begin
  select array_agg(p.item), array_agg(p.place) into v_items, v_keys
  from (
    select json_build_object('user_id', e.id, 'organization_id', v_here, 'role', r.relationship_data ->> 'role',
        'name', e.entity_name, 'email', ('{' || e.dynamic_snapshot || '}')::jsonb ->> 'email', 'version', e.version,
        'joined_at', hera.utc(r.created_at))::text as item,
      jsonb_build_array(e.entity_name, e.id) as place
    from public.core_relationships r
    join public.core_entities e on e.organization_id = r.organization_id and e.id = r.from_entity_id
    where r.organization_id = v_here and r.to_entity_id = v_here and r.relationship_type = 'MEMBER_OF'
      and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())
      and (p_query ->> 'role' is null or r.relationship_data ->> 'role' = p_query ->> 'role')
      and (v_after is null or (e.entity_name::text, e.id) > (v_after ->> 0, (v_after ->> 1)::uuid))
    order by e.entity_name::text, e.id
    limit v_limit + 1
  ) p;
  return hera.page_members(p_query, v_items, v_limit, v_keys[v_limit], null);
end
$$;
alter function hera.list_members(jsonb) owner to hera_writer;
grant execute on function hera.list_members(jsonb) to hera_app;

-- hera.read_organizations: LIST and GET of hera_organizations_crud_v1. Reads only. Refuses: ZH005, ZH009.
create or replace function hera.read_organizations(
  p_action text, p_user_id uuid, p_id uuid, p_limit integer, p_offset integer
) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_items jsonb;
begin
  perform hera.refuse_limit(p_limit);
  v_items := hera.organizations_of(p_user_id, case p_action when 'GET' then p_id end, p_limit,
    case p_action when 'GET' then 0 else greatest(coalesce(p_offset, 0), 0) end);
  if p_action = 'LIST' then
    return jsonb_build_object('success', true, 'action', p_action, 'items', v_items, 'count', jsonb_array_length(v_items));
  end if;
  if v_items = '[]' then
    raise exception using errcode = 'ZH005', message = 'HERA_ORGANIZATION_NOT_FOUND: there is no such organization';
  end if;
  return jsonb_build_object('success', true, 'action', p_action, 'organization', v_items -> 0);
end
$$;

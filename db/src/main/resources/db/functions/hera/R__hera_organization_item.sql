-- hera.organization_item: an organization as callers read it. Its settings are its members' alone: p_whole. No locks.
create or replace function hera.organization_item(p_organization public.core_organizations, p_whole boolean)
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return jsonb_build_object('id', p_organization.id, 'name', p_organization.organization_name,
      'organization_name', p_organization.organization_name, 'organization_code', p_organization.organization_code,
      'organization_type', p_organization.organization_type,
      'parent_organization_id', p_organization.parent_organization_id, 'status', p_organization.status,
      'version', p_organization.version, 'created_at', hera.utc(p_organization.created_at),
      'updated_at', hera.utc(p_organization.updated_at))
    || case when p_whole then jsonb_build_object('settings', p_organization.settings - 'cursor_secret') else '{}' end;
end
$$;

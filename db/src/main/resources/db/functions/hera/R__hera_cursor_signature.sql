-- hera.cursor_signature: ties a cursor to this organization and this filter. The secret is made once per database and
-- lives with the platform organization; hence hera_system. Secret on both sides, so that nothing can be appended.
create or replace function hera.cursor_signature(p_query jsonb, p_keys text)
returns text language plpgsql stable security definer set search_path = '' as $$
declare
  v_secret text;
begin
  select o.settings ->> 'cursor_secret' into v_secret
  from public.core_organizations o where o.id = '00000000-0000-0000-0000-000000000000';
  return substr(encode(sha256(convert_to(
    v_secret || coalesce(current_setting('hera.organization_id', true), '')
      || (p_query - array['cursor', 'limit', 'offset', 'include_total', 'include_dynamic', 'include_relationships',
        'include_audit_fields'])::text
      || p_keys || v_secret, 'UTF8')), 'hex'), 1, 32);
end
$$;
alter function hera.cursor_signature(jsonb, text) owner to hera_system;
grant execute on function hera.cursor_signature(jsonb, text) to hera_app, hera_writer;

-- hera.seal_cursor: an opaque, signed place in a listing: the sort keys of the last item seen, in hexadecimal, behind a
-- signature that ties them to this organization and this filter. The secret is made once per database and lives with
-- the platform organization; hence hera_system. Secret on both sides, so that nothing can be appended. Every full page
-- pays for this: one call, one look-up. Reads only; no locks.
create or replace function hera.seal_cursor(p_query jsonb, p_keys jsonb)
returns text language plpgsql stable security definer set search_path = '' as $$
declare
  v_secret text;
begin
  select o.settings ->> 'cursor_secret' into v_secret
  from public.core_organizations o where o.id = '00000000-0000-0000-0000-000000000000';
  return substr(encode(sha256(convert_to(
    v_secret || coalesce(current_setting('hera.organization_id', true), '')
      || (p_query - '{cursor,limit,offset,include_total,include_dynamic,include_relationships,include_audit_fields}'::text[])::text
      || p_keys::text || v_secret, 'UTF8')), 'hex'), 1, 32) || '.' || encode(convert_to(p_keys::text, 'UTF8'), 'hex');
end
$$;
alter function hera.seal_cursor(jsonb, jsonb) owner to hera_system;
grant execute on function hera.seal_cursor(jsonb, jsonb) to hera_app, hera_writer;
drop function if exists hera.cursor_signature(jsonb, text);

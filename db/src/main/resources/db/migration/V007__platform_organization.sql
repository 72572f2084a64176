-- The platform organization (D3) and the secret that signs cursors, made once per database. Rows are touched as
-- hera_system: under FORCE the owner sees none.
set local role hera_system;
insert into public.core_organizations
  (id, organization_name, organization_code, organization_type, settings, created_by, updated_by)
values
  ('00000000-0000-0000-0000-000000000000', 'HERA Platform', 'PLATFORM', 'PLATFORM',
   jsonb_build_object('cursor_secret', encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid(), 'UTF8')), 'hex')),
   '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000');
set local role hera_owner;

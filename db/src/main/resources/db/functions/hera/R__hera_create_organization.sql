-- hera.create_organization: an organization that can be worked in at once: its row, its ORGANIZATION entity of the same id, an
-- owner, the chart of accounts of a template, and the fiscal months of this year and the next. p_payload: organization_name,
-- organization_code, organization_type (BUSINESS_UNIT; CLIENT has others below it), parent_organization_id, settings,
-- template (salon, retail, restaurant; salon), owner_user_id (the actor). The caller is a platform administrator
-- (hera.enter_platform). Answers the organization (hera.organization_item).
-- Locks: the inserted rows and, by foreign key, the parent. Refuses: ZH008 no such owner or parent, ZH009; 23505 taken code.
create or replace function hera.create_organization(p_payload jsonb)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  c_reason constant text := 'New organization';
  v_id uuid := uuidv7();
  v_parent uuid := (p_payload ->> 'parent_organization_id')::uuid;
  v_owner uuid := coalesce(p_payload ->> 'owner_user_id', nullif(current_setting('hera.actor_user_id', true), ''))::uuid;
  v_settings jsonb := hera.checked_settings('{"base_currency": "USD", "time_zone": "UTC", "locale": "en", "tax_rate": 0,
    "fiscal_year_start_month": 1}', p_payload -> 'settings');
  v_before uuid;
  v_organization public.core_organizations;
begin
  perform hera.refuse_bad_organization(p_payload);
  if v_parent is not null then
    perform hera.refuse_missing_parent(v_parent);
  end if;
  v_before := hera.act_in(v_id);
  insert into public.core_organizations
    (id, organization_name, organization_code, organization_type, parent_organization_id, settings)
  values
    (v_id, p_payload ->> 'organization_name', p_payload ->> 'organization_code',
     upper(coalesce(p_payload ->> 'organization_type', 'BUSINESS_UNIT')), v_parent, v_settings)
  returning * into v_organization;
  perform hera.found_entity(v_id, v_id, jsonb_build_object('entity_type', 'ORGANIZATION',
    'entity_name', p_payload ->> 'organization_name', 'entity_code', p_payload ->> 'organization_code',
    'smart_code', 'HERA.CORE.ORG.ENTITY.BUSINESS.V1'), '{}', c_reason);
  perform hera.set_member(v_id, v_owner, 'owner', c_reason);
  perform hera.furnish_organization(v_organization, coalesce(p_payload ->> 'template', 'salon'), c_reason);
  perform hera.act_in(v_before);
  return hera.organization_item(v_organization, true);
end
$$;

-- hera.change_organization: changes what is given of the organization that it is called in: organization_name, settings
-- (merged; null removes one), or with p_archive closes it: nobody is a member of it any more. Its entity takes the name along,
-- a new version and the log row; none of it when everything already is as given. Answers the organization. Locks: its row, its entity.
-- Refuses: ZH005 no such organization, ZH006 if_match_version, ZH009.
create or replace function hera.change_organization(p_organization_id uuid, p_payload jsonb, p_archive boolean)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
  v_expected integer := coalesce(p_payload ->> 'if_match_version', p_payload ->> 'expected_version')::integer;
  v_old public.core_organizations;
  v_new public.core_organizations;
begin
  select * into v_old from public.core_organizations o where o.id = p_organization_id for no key update;
  if not found or v_old.deleted_at is not null then
    raise exception using errcode = 'ZH005', message = 'HERA_ORGANIZATION_NOT_FOUND: there is no such organization';
  end if;
  if v_expected <> v_old.version then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: the organization was changed by someone else',
      detail = json_build_object('expected_version', v_expected, 'current_version', v_old.version)::text;
  end if;
  perform hera.refuse_bad_organization(jsonb_build_object('organization_name', coalesce(p_payload ->> 'organization_name',
    v_old.organization_name), 'organization_code', v_old.organization_code));
  v_new := v_old;
  v_new.organization_name := coalesce(p_payload ->> 'organization_name', v_old.organization_name);
  v_new.settings := hera.checked_settings(v_old.settings, p_payload -> 'settings');
  if not p_archive and v_new.organization_name = v_old.organization_name and v_new.settings::text = v_old.settings::text then
    return hera.organization_item(v_old, true);
  end if;
  update public.core_organizations o
  set organization_name = v_new.organization_name, settings = v_new.settings, status = case when p_archive then 'archived' else o.status end,
    deleted_at = case when p_archive then now() end,
    version = o.version + 1, updated_at = now(), updated_by = v_actor
  where o.id = p_organization_id returning * into v_new;
  update public.core_entities e
  set entity_name = v_new.organization_name, version = e.version + 1, updated_at = now(), updated_by = v_actor
  where e.organization_id = p_organization_id and e.id = p_organization_id;
  perform hera.log_change(p_organization_id, p_organization_id, case when p_archive then 'ARCHIVE' else 'UPDATE' end,
    'ORGANIZATION', 'HERA.CORE.ORG.ENTITY.BUSINESS.V1', v_new.version, p_payload ->> 'reason',
    jsonb_build_object('changes', (
      select coalesce(jsonb_agg(jsonb_build_object('path', o.key, 'from', o.value, 'to', n.value)), '[]')
      from jsonb_each(hera.organization_item(v_old, true) - array['name', 'version', 'updated_at']) o
      join jsonb_each(hera.organization_item(v_new, true)) n on n.key = o.key
      where n.value <> o.value)), null);
  return hera.organization_item(v_new, true);
end
$$;

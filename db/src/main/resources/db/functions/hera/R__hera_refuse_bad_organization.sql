-- hera.refuse_bad_organization: what a new organization must have. ZH009 names the field. Immutable, no locks.
create or replace function hera.refuse_bad_organization(p_payload jsonb)
returns void language plpgsql immutable set search_path = '' as $$
declare
  v_field text := case
    when length(coalesce(p_payload ->> 'organization_name', '')) not between 1 and 255 then 'organization_name'
    when length(coalesce(p_payload ->> 'organization_code', '')) not between 1 and 255 then 'organization_code'
    when length(coalesce(p_payload ->> 'organization_type', 'X')) not between 1 and 255
      or upper(p_payload ->> 'organization_type') = 'PLATFORM' then 'organization_type'
    when coalesce(p_payload ->> 'template', 'salon') not in ('salon', 'retail', 'restaurant') then 'template'
  end;
begin
  if v_field is not null then
    raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: %s is missing or no value of its kind',
      v_field), detail = json_build_object('field', v_field)::text;
  end if;
end
$$;

-- hera.checked_settings: settings of an organization (D10) as they are merged over p_before; null removes one. Immutable but
-- for the names of time zones, no locks. Refuses: ZH009 naming a setting that is unknown or no value of its kind.
create or replace function hera.checked_settings(p_before jsonb, p_given jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_settings jsonb := coalesce(nullif(p_given, 'null'), '{}');
  v_wrong text;
begin
  if jsonb_typeof(v_settings) <> 'object' then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: settings must be an object',
      detail = '{"field": "settings"}';
  end if;
  select s.key into v_wrong
  from jsonb_each(v_settings) s, lateral (select s.value #>> '{}' as text, jsonb_typeof(s.value) as kind) v
  where s.value <> 'null' and not coalesce(case s.key
    when 'base_currency' then v.text ~ '^[A-Z]{3}$'
    when 'time_zone' then exists (select from pg_catalog.pg_timezone_names z where z.name = v.text)
    when 'locale' then v.text ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'
    when 'tax_number' then v.kind = 'string' and length(v.text) <= 255
    when 'tax_rate' then v.kind = 'number' and (s.value)::numeric between 0 and 100
    when 'fiscal_year_start_month' then v.kind = 'number' and v.text ~ '^([1-9]|1[0-2])$'
    when 'rate_limit_max_requests' then v.kind = 'number' and v.text ~ '^[1-9][0-9]{0,8}$'
    when 'loyalty_points_per_unit' then v.kind = 'number' and (s.value)::numeric between 0 and 1000
    when 'ai_confidence_threshold' then v.kind = 'number' and (s.value)::numeric between 0 and 1
    when 'appointments' then hera.is_appointment_policy(s.value)
    when 'scheduled_orchestrations' then v.kind = 'array' and not exists (
      select from jsonb_array_elements(case when v.kind = 'array' then s.value else '[]' end) c (code)
      where jsonb_typeof(c.code) <> 'string' or length(c.code #>> '{}') > 255)
    when 'audit_hold' then v.kind = 'boolean' or v.kind = 'array' and not exists (
      select from jsonb_array_elements(case when v.kind = 'array' then s.value else '[]' end) c (code)
      where jsonb_typeof(c.code) <> 'string' or c.code #>> '{}' <> upper(c.code #>> '{}') or length(c.code #>> '{}') > 255)
    else false end, false)
  limit 1;
  if v_wrong is not null then
    raise exception using errcode = 'ZH009',
      message = format('HERA_PAYLOAD_INVALID: settings.%s is unknown or no value of its kind', left(v_wrong, 60)),
      detail = json_build_object('field', 'settings.' || left(v_wrong, 60))::text;
  end if;
  return (
    select coalesce(jsonb_object_agg(m.key, m.value), '{}') from jsonb_each(p_before || v_settings) m where m.value <> 'null');
end
$$;

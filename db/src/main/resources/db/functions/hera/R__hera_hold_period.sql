-- hera.hold_period: makes sure that a financial transaction may be dated p_at, and that this stays so until it commits.
-- Answers the period's code and fiscal year, both NULL where the organization keeps no periods and none is required
-- (D5). The day is that of the organization's time zone.
-- Locks: advisory, shared, on (organization, period), to the end of the transaction; under a snapshot older than the
-- lock also the status row, so that a stale one fails instead of lying. Refuses: ZH001, ZH017 with the guardrail's code in
-- DETAIL.
create or replace function hera.hold_period(
  p_organization_id uuid, p_at timestamptz, p_required boolean, out period_code text, out fiscal_year integer
) language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_id uuid;
  v_status text;
begin
  select to_char(p_at at time zone coalesce(o.settings ->> 'time_zone', 'UTC'), 'YYYY-MM') into period_code
  from public.core_organizations o where o.id = p_organization_id;
  if period_code is null then
    raise exception using errcode = 'ZH001', message = 'HERA_ORG_REQUIRED: the organization of a transaction cannot be seen';
  end if;
  perform pg_advisory_xact_lock_shared(hera.period_key(p_organization_id, period_code));
  select e.id, s.field_value_text, y.field_value_number::integer into v_id, v_status, fiscal_year
  from public.core_entities e
  left join public.core_dynamic_data s on s.organization_id = e.organization_id and s.entity_id = e.id
    and s.field_name = 'period_status'
  left join public.core_dynamic_data y on y.organization_id = e.organization_id and y.entity_id = e.id
    and y.field_name = 'fiscal_year'
  where e.organization_id = p_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.entity_code = hold_period.period_code
    and e.deleted_at is null;
  if v_status = 'OPEN' then
    if current_setting('transaction_isolation') <> 'read committed' then
      perform from public.core_dynamic_data s
      where s.organization_id = p_organization_id and s.entity_id = v_id and s.field_name = 'period_status'
      for share;
    end if;
    return;
  end if;
  if v_id is null and not p_required and not exists (
      select from public.core_entities e
      where e.organization_id = p_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null) then
    period_code := null;
    return;
  end if;
  perform hera.refuse_period(p_organization_id, period_code);
end
$$;

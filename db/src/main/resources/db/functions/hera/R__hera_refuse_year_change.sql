-- hera.refuse_year_change: what stands against closing or reopening a fiscal year, whose last period is p_last: ZH005 when the
-- calendar does not have it, ZH013 when a later period is closed or the last one locked. The calendar is locked by the caller.
create or replace function hera.refuse_year_change(p_organization_id uuid, p_fiscal_year integer, p_last text)
returns void language plpgsql volatile set search_path = '' as $$
declare
  v_periods text[];
begin
  if p_last is null then
    raise exception using errcode = 'ZH005',
      message = format('HERA_PERIOD_NOT_FOUND: there are no fiscal periods of the year %s', p_fiscal_year);
  end if;
  v_periods := hera.other_periods(p_organization_id, p_last, false, false);
  if v_periods <> '{}' then
    perform hera.refuse_state('later_periods_closed', 'later fiscal periods are closed', jsonb_build_object('periods', v_periods));
  end if;
  if (select p.period_status from hera.period(p_organization_id, p_last) p) = 'LOCKED' then
    perform hera.refuse_state('locked', format('fiscal period %s is locked', p_last), null);
  end if;
end
$$;

-- hera.refuse_period_change: what stands against closing, locking or reopening a fiscal period: ZH013, DETAIL with state and
-- what is in the way: periods or drafts. The period is locked by the caller.
create or replace function hera.refuse_period_change(
  p_organization_id uuid, p_code text, p_status text, p_action text, p_force boolean
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_periods text[];
  v_drafts jsonb;
  v_year integer;
begin
  if p_status = 'LOCKED' or p_action = 'CLOSE' and p_status <> 'OPEN' or p_action = 'OPEN' and p_status = 'OPEN' then
    perform hera.refuse_state(lower(p_status), format('fiscal period %s is %s', p_code, lower(p_status)), null);
  elsif p_action = 'LOCK' and p_status <> 'CLOSED' then
    perform hera.refuse_state('not_closed', format('fiscal period %s is not closed', p_code), null);
  end if;
  if p_action = 'OPEN' then
    v_year := (select p.fiscal_year from hera.period(p_organization_id, p_code) p);
    if hera.closing_entries(p_organization_id, v_year) <> '{}' then
      perform hera.refuse_state('year_closed', format('fiscal year %s is closed; reopen the year', v_year),
        jsonb_build_object('fiscal_year', v_year));
    end if;
    v_periods := hera.other_periods(p_organization_id, p_code, false, false);
    if v_periods <> '{}' then
      perform hera.refuse_state('later_periods_closed', 'reopen the latest closed period first',
        jsonb_build_object('periods', v_periods));
    end if;
    return;
  end if;
  v_periods := hera.other_periods(p_organization_id, p_code, true, true);
  if v_periods <> '{}' then
    perform hera.refuse_state('earlier_periods_open', 'earlier fiscal periods are open', jsonb_build_object('periods', v_periods));
  end if;
  if p_action = 'CLOSE' and not p_force then
    v_drafts := hera.financial_drafts(p_organization_id, p_code);
    if v_drafts <> '[]' then
      perform hera.refuse_state('financial_drafts', 'financial drafts are dated into this period', jsonb_build_object('drafts',
        v_drafts, 'count', jsonb_array_length(v_drafts)));
    end if;
  end if;
end
$$;

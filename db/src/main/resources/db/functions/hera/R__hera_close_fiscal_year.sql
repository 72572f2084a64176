-- hera.close_fiscal_year: closes a fiscal year: its open periods, one after the other, and before the last one is closed
-- (for the second time when it was closed already) the entries that take what was earned to retained earnings. p_options:
-- force (drafts are left where they are), reason. Answers {success, fiscal_year, closing_transactions, periods_closed,
-- net_income: [{currency_code, amount}], message}.
-- Locks in order: advisory key, the organization's calendar, the year's periods (exclusive). Refuses: ZH003 without
-- finance_admin, ZH005 no such year, ZH013 year_closed, later_periods_closed, earlier_periods_open, financial_drafts, locked.
-- Idempotent by the request's key.
create or replace function hera.close_fiscal_year(p_fiscal_year integer, p_options jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_codes text[];
  v_last text;
  v_until timestamptz;
  v_closed text[] := '{}';
  v_income jsonb;
  v_request text;
  v_entries uuid[];
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  perform hera.lock_calendar(v_organization_id);
  v_codes := hera.periods_of_year(v_organization_id, p_fiscal_year);
  v_last := v_codes[cardinality(v_codes)];
  perform hera.refuse_year_change(v_organization_id, p_fiscal_year, v_last);
  if hera.closing_entries(v_organization_id, p_fiscal_year) <> '{}' then
    perform hera.refuse_state('year_closed', format('fiscal year %s is closed', p_fiscal_year), null);
  end if;
  v_request := hera.set_key_aside();
  v_closed := hera.close_periods(v_organization_id, v_codes[:cardinality(v_codes) - 1], p_options);
  v_closed := v_closed || hera.open_last_period(v_organization_id, v_last, p_options);

  v_until := hera.end_of_period(v_organization_id, v_last);
  v_income := coalesce((
    select jsonb_agg(jsonb_build_object('currency_code', n.currency_code, 'amount', -n.net) order by n.currency_code)
    from (
      select e.currency_code, round(sum(e.net), hera.minor_units(e.currency_code)) as net
      from hera.earnings_before(v_organization_id, v_until) e group by e.currency_code
    ) n), '[]');
  v_entries := hera.post_closing_entries(v_organization_id, p_fiscal_year, v_until, p_options ->> 'reason');
  perform hera.store_period_status(v_organization_id, (select p.id from hera.period(v_organization_id, v_last) p), 'CLOSE', 'CLOSED',
    coalesce(p_options ->> 'reason', format('closing of fiscal year %s', p_fiscal_year)));
  v_answer := jsonb_build_object('success', true, 'fiscal_year', p_fiscal_year, 'closing_transactions', v_entries,
    'periods_closed', v_closed, 'net_income', v_income, 'message', format('Fiscal year %s is closed', p_fiscal_year));
  return hera.keep_answer(v_request, 'FISCAL_YEAR_CLOSE', v_answer);
end
$$;
alter function hera.close_fiscal_year(integer, jsonb) owner to hera_writer;
grant execute on function hera.close_fiscal_year(integer, jsonb) to hera_app;

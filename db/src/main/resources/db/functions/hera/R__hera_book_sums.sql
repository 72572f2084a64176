-- hera.book_sums: what stood in the books before an instant, summed by account, branch and currency, closing entries and what
-- has no value in the base currency apart. Of whole months from the kept balances and whatever was posted since; of the month
-- that had begun from its lines. p_recorded: only what was recorded before it, from the lines alone. Reads only; no locks.
create or replace function hera.book_sums(p_organization_id uuid, p_until timestamptz, p_recorded timestamptz)
returns table (account_id uuid, branch_id text, currency_code text, is_closing boolean, is_converted boolean,
  debit numeric, credit numeric, base_debit numeric, base_credit numeric)
language plpgsql stable set search_path = '' set enable_seqscan = on set plan_cache_mode = force_custom_plan as $$
declare
  v_zone text := hera.time_zone(p_organization_id);
  v_period text := to_char(p_until at time zone v_zone, 'YYYY-MM');
  -- The zone may have been another one when the month was written into an entry.
  v_begun timestamptz := date_trunc('month', p_until at time zone v_zone) at time zone v_zone - interval '2 days';
  v_horizon xid8 := case when p_recorded is null then hera.balances_horizon(p_organization_id) else '0' end;
begin
  return query
  select s.account_id, s.branch_id, s.currency_code, s.is_closing, s.is_converted, sum(s.debit), sum(s.credit),
    sum(s.base_debit), sum(s.base_credit)
  from (
    select b.account_id, b.branch_id, b.currency_code, b.is_closing, b.is_converted, b.debit, b.credit, b.base_debit,
      b.base_credit
    from reporting.balances b
    where v_horizon > '0' and b.organization_id = p_organization_id and b.fiscal_period < v_period
    union all
    select e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted, sum(e.debit), sum(e.credit),
      sum(e.base_debit), sum(e.base_credit)
    from reporting.book_entries e
    where e.organization_id = p_organization_id and e.posted_xid >= v_horizon and e.fiscal_period < v_period
      and (p_recorded is null or e.posted_at < p_recorded)
    group by 1, 2, 3, 4, 5
    union all
    select e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted, sum(e.debit), sum(e.credit),
      sum(e.base_debit), sum(e.base_credit)
    from reporting.book_entries e
    where e.organization_id = p_organization_id and e.fiscal_period = v_period and e.transaction_date >= v_begun
      and e.transaction_date < p_until and (p_recorded is null or e.posted_at < p_recorded)
    group by 1, 2, 3, 4, 5
  ) s
  group by 1, 2, 3, 4, 5;
end
$$;
grant execute on function hera.book_sums to hera_app;

-- hera.account_balances: per account and currency what a report is made of: opening and closing balance (debit less credit),
-- what was turned over between them, and what the closing is worth in the base currency (NULL where some of it has no
-- rate). What came as an opening balance within the span is in the opening (hera.opening_entries). p_query: hera.report_bounds; branch_id; currency; presentation original or base (what has a rate, in the base
-- currency); include_closing (true) the entries that close a year; include_reversed (false) migration pairs. No locks.
create or replace function hera.account_balances(p_query jsonb)
returns table (account_id uuid, account_code text, account_name text, account_type text, currency_code text,
  opening numeric, debit_turnover numeric, credit_turnover numeric, closing numeric, base_closing numeric)
language plpgsql stable set search_path = '' as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_bounds record;
  v_base text := hera.base_currency(v_organization_id);
  v_in_base boolean := coalesce(p_query ->> 'presentation' = 'base', false);
  v_closing boolean := coalesce((p_query ->> 'include_closing')::boolean, true);
  v_pairs boolean := not coalesce((p_query ->> 'include_reversed')::boolean, false);
begin
  select * into v_bounds from hera.report_bounds(p_query);
  return query
  with s as (
    select 'end' as place, e.* from hera.book_sums(v_organization_id, v_bounds.until, v_bounds.recorded) e
    union all
    select 'start', b.* from hera.book_sums(v_organization_id, v_bounds.from_at, v_bounds.recorded) b
    where v_bounds.from_at is not null
    union all
    select 'pair', e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted, e.debit, e.credit, e.base_debit,
      e.base_credit
    from hera.migration_pairs(v_organization_id) p
    join reporting.book_entries e on e.organization_id = v_organization_id and e.transaction_id = p.transaction_id
    where v_pairs and (v_bounds.from_at is null or e.transaction_date >= v_bounds.from_at)
      and e.transaction_date < v_bounds.until and (v_bounds.recorded is null or e.posted_at < v_bounds.recorded)
    union all
    select 'open', e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted, e.debit, e.credit, e.base_debit,
      e.base_credit
    from hera.opening_entries(v_organization_id, v_bounds.from_at, v_bounds.until, v_bounds.recorded, not v_pairs) e
    where v_bounds.from_at is not null
  ), n as (
    select s.account_id, s.place, s.is_converted, s.base_debit - s.base_credit as base,
      case when v_in_base and s.is_converted then v_base else s.currency_code end as currency,
      case when v_in_base and s.is_converted then s.base_debit else s.debit end as debit,
      case when v_in_base and s.is_converted then s.base_credit else s.credit end as credit
    from s
    where (v_closing or not s.is_closing) and (p_query ->> 'branch_id' is null or s.branch_id = p_query ->> 'branch_id')
  ), b as (
    select n.account_id, n.currency, coalesce(sum(n.debit - n.credit) filter (where n.place in ('start', 'open')), 0) as opening,
      sum(case n.place when 'end' then n.debit else -n.debit end) as debit_turnover,
      sum(case n.place when 'end' then n.credit else -n.credit end) as credit_turnover,
      coalesce(sum(n.debit - n.credit) filter (where n.place = 'end'), 0) as closing,
      case when bool_and(n.is_converted) then coalesce(sum(n.base) filter (where n.place = 'end'), 0) end as base
    from n
    where p_query ->> 'currency' is null or n.currency = p_query ->> 'currency'
    group by n.account_id, n.currency
  )
  select b.account_id, a.entity_code::text, a.entity_name::text, lower(t.field_value_text), b.currency,
    round(b.opening, m.units), round(b.debit_turnover, m.units), round(b.credit_turnover, m.units), round(b.closing, m.units),
    round(b.base, hera.minor_units(v_base))
  from b
  cross join lateral (select hera.minor_units(b.currency)) m (units)
  left join public.core_entities a on a.organization_id = v_organization_id and a.id = b.account_id
  left join public.core_dynamic_data t on t.organization_id = v_organization_id and t.entity_id = b.account_id
    and t.field_name = 'account_type' and t.field_value_text is not null;
end
$$;
grant execute on function hera.account_balances to hera_app;

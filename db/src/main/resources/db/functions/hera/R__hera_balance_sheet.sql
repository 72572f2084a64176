-- hera.balance_sheet: what is owned, owed and left, per currency, as JSON members in text: assets = liabilities + equity +
-- unclassified. Equity has a line of its own for what revenue and expense accounts hold that no closing entry has taken to
-- equity yet; unclassified is what stands on no account, or on one without a known type. p_query:
-- hera.account_balances. Reads only, from one snapshot.
create or replace function hera.balance_sheet(p_query jsonb)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_data text;
  v_totals text;
begin
  with a as materialized (select * from hera.account_balances(p_query)),
  b as materialized (
    select a.account_id, a.account_code, a.account_name, a.currency_code, a.closing, a.base_closing,
      case when a.account_type in ('asset', 'liability', 'equity') then a.account_type else 'unclassified' end as section
    from a
    where (a.account_type is null or a.account_type not in ('revenue', 'expense'))
      and (a.closing <> 0 or a.base_closing is distinct from 0)
    union all
    select null, null, 'Current earnings', a.currency_code, sum(a.closing),
      case when bool_and(a.base_closing is not null) then sum(a.base_closing) end, 'equity'
    from a where a.account_type in ('revenue', 'expense')
    group by a.currency_code having sum(a.closing) <> 0
  ), t as (
    select b.currency_code, sum(hera.debit_side(b.closing)) as debit, sum(hera.debit_side(-b.closing)) as credit,
      sum(case b.section when 'asset' then b.closing else b.closing * 0 end) as assets,
      -sum(case b.section when 'liability' then b.closing else b.closing * 0 end) as liabilities,
      -sum(case b.section when 'equity' then b.closing else b.closing * 0 end) as equity,
      -sum(case b.section when 'unclassified' then b.closing else b.closing * 0 end) as unclassified
    from b group by b.currency_code
  )
  select (
    select string_agg(json_build_object('account_id', b.account_id, 'account_code', b.account_code, 'account_name', b.account_name,
      'account_type', b.section, 'currency_code', b.currency_code, 'debit_balance', hera.debit_side(b.closing),
      'credit_balance', hera.debit_side(-b.closing), 'amount', case b.section when 'asset' then b.closing else -b.closing end,
      'base_balance', b.base_closing)::text, ',' order by array_position(array['asset', 'liability', 'equity', 'unclassified'],
        b.section), b.account_code, b.account_id, b.currency_code)
    from b), (
    select string_agg(json_build_object('currency_code', t.currency_code, 'debit', t.debit, 'credit', t.credit, 'assets', t.assets,
      'liabilities', t.liabilities, 'equity', t.equity, 'unclassified', t.unclassified)::text, ',' order by t.currency_code)
    from t)
  into v_data, v_totals;
  return hera.statement_text(p_query, v_data, v_totals);
end
$$;
grant execute on function hera.balance_sheet to hera_app;

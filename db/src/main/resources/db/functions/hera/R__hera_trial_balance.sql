-- hera.trial_balance: every account's balance on its side, per currency, with totals whose two sides are equal, as JSON members
-- in text; over a span (from or period) also what it opened with and what was turned over. p_query:
-- hera.account_balances. Reads only, from one snapshot.
create or replace function hera.trial_balance(p_query jsonb)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_span boolean := p_query ?| array['from', 'period'];
  v_data text;
  v_totals text;
begin
  with b as materialized (select * from hera.account_balances(p_query)),
  t as (
    select b.currency_code, sum(hera.debit_side(b.closing)) as debit, sum(hera.debit_side(-b.closing)) as credit,
      case when bool_and(b.base_closing is not null) then sum(b.base_closing) end as base
    from b group by b.currency_code
  )
  select (
    select string_agg(case when v_span
      then json_build_object('account_id', b.account_id, 'account_code', b.account_code, 'account_name', b.account_name,
        'account_type', b.account_type, 'currency_code', b.currency_code, 'opening_balance', b.opening,
        'debit_turnover', b.debit_turnover, 'credit_turnover', b.credit_turnover, 'debit_balance', hera.debit_side(b.closing),
        'credit_balance', hera.debit_side(-b.closing), 'base_balance', b.base_closing)
      else json_build_object('account_id', b.account_id, 'account_code', b.account_code, 'account_name', b.account_name,
        'account_type', b.account_type, 'currency_code', b.currency_code, 'debit_balance', hera.debit_side(b.closing),
        'credit_balance', hera.debit_side(-b.closing), 'base_balance', b.base_closing)
      end::text, ',' order by b.account_code, b.account_id, b.currency_code)
    from b), (
    select string_agg(json_build_object('currency_code', t.currency_code, 'debit', t.debit, 'credit', t.credit,
      'base_balance', t.base)::text, ',' order by t.currency_code)
    from t)
  into v_data, v_totals;
  return hera.statement_text(p_query, v_data, v_totals);
end
$$;
grant execute on function hera.trial_balance to hera_app;

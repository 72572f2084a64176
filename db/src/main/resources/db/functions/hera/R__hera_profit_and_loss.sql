-- hera.profit_and_loss: what revenue and expense accounts turned over in a span, and what is left, per currency, as JSON members in
-- text. The entries that close a year are no expense and stay out. p_query: hera.account_balances; without from or
-- period the fiscal year up to as_of. Reads only, from one snapshot.
create or replace function hera.profit_and_loss(p_query jsonb)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_query jsonb := hera.with_span(p_query) || '{"include_closing": false}';
  v_data text;
  v_totals text;
begin
  with b as materialized (
    select a.*, a.debit_turnover - a.credit_turnover as net from hera.account_balances(v_query) a
    where a.account_type in ('revenue', 'expense') and a.debit_turnover <> a.credit_turnover
  ), t as (
    select b.currency_code, -sum(case b.account_type when 'revenue' then b.net else b.net * 0 end) as revenue,
      sum(case b.account_type when 'expense' then b.net else b.net * 0 end) as expense, -sum(b.net) as net_income
    from b group by b.currency_code
  )
  select (
    select string_agg(json_build_object('account_id', b.account_id, 'account_code', b.account_code, 'account_name', b.account_name,
      'account_type', b.account_type, 'currency_code', b.currency_code, 'debit_balance', hera.debit_side(b.net),
      'credit_balance', hera.debit_side(-b.net), 'amount', case b.account_type when 'revenue' then -b.net else b.net end)::text, ','
      order by b.account_type desc, b.account_code, b.account_id, b.currency_code)
    from b), (
    select string_agg(json_build_object('currency_code', t.currency_code, 'revenue', t.revenue, 'expense', t.expense,
      'net_income', t.net_income)::text, ',' order by t.currency_code)
    from t)
  into v_data, v_totals;
  return hera.statement_text(v_query, v_data, v_totals);
end
$$;
grant execute on function hera.profit_and_loss to hera_app;

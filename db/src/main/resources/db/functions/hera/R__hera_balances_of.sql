-- hera.balances_of: hera.gl_balances of lines that are not stored: both GL forms, p_currency where a line names none. Immutable.
create or replace function hera.balances_of(p_lines jsonb, p_currency text)
returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('currency', b.currency, 'total_debits', b.debits, 'total_credits', b.credits,
      'net_balance', b.debits - b.credits, 'line_count', b.line_count) order by b.currency)
    from (
      select l.currency, sum(coalesce(l.debit, 0)) as debits, sum(coalesce(l.credit, 0)) as credits, count(*) as line_count
      from (
        select coalesce(n.value ->> 'currency_code', p_currency) as currency,
          coalesce((n.value ->> 'debit_amount')::numeric, case when s.side in ('DR', 'DEBIT') then (n.value ->> 'line_amount')::numeric end) as debit,
          coalesce((n.value ->> 'credit_amount')::numeric, case when s.side in ('CR', 'CREDIT') then (n.value ->> 'line_amount')::numeric end) as credit
        from jsonb_array_elements(p_lines) n, lateral (select upper(n.value -> 'line_data' ->> 'side')) s (side)
      ) l
      where num_nonnulls(l.debit, l.credit) > 0
      group by l.currency
    ) b), '[]');
end
$$;

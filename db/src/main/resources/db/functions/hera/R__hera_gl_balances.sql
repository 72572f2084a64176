-- hera.gl_balances: a transaction's debits and credits per currency: [{currency, total_debits, total_credits, net_balance,
-- line_count}]; with p_only_wrong those that do not balance. No locks.
create or replace function hera.gl_balances(p_organization_id uuid, p_transaction_id uuid, p_only_wrong boolean)
returns jsonb language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('currency', b.currency_code, 'total_debits', b.debits, 'total_credits', b.credits,
      'net_balance', b.debits - b.credits, 'line_count', b.line_count) order by b.currency_code)
    from (
      select l.currency_code, sum(coalesce(l.debit_amount, 0)) as debits, sum(coalesce(l.credit_amount, 0)) as credits,
        count(*) as line_count
      from public.universal_transaction_lines l
      where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
        and num_nonnulls(l.debit_amount, l.credit_amount) > 0
      group by l.currency_code
    ) b
    where not p_only_wrong or b.debits <> b.credits), '[]');
end
$$;
grant execute on function hera.gl_balances to hera_app;

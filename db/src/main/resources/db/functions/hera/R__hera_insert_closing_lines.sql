-- hera.insert_closing_lines: the lines of a journal that closes a year for a branch: against every revenue and expense account what
-- it holds, and the sum of each currency to retained earnings; what that is worth in the base currency goes along, so that
-- nothing is left there either. Locks: hera.ledger_account.
create or replace function hera.insert_closing_lines(
  p_journal public.universal_transactions, p_branch_id text, p_until timestamptz
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_earnings uuid := hera.ledger_account(p_journal.organization_id, 'retained_earnings');
begin
  insert into public.universal_transaction_lines (organization_id, transaction_id, line_number, line_type, description, entity_id,
    debit_amount, credit_amount, currency_code, base_amount, smart_code)
  with e as materialized (
    select e.* from hera.earnings_before(p_journal.organization_id, p_until) e where e.branch_id is not distinct from p_branch_id
  ), c as (
    select e.account_id, e.currency_code, e.is_converted, -e.net as net, -e.base as base, 1 as place from e
    union all
    select v_earnings, e.currency_code, e.is_converted, sum(e.net), sum(e.base), 2 from e group by e.currency_code, e.is_converted
  )
  select p_journal.organization_id, p_journal.id,
    row_number() over (order by c.currency_code, c.is_converted desc, c.place, c.account_id), 'GL', 'Year-end closing', c.account_id,
    case when s.is_debit then c.net end, case when not s.is_debit then -c.net end, c.currency_code,
    case when c.is_converted then c.base end, 'HERA.FIN.GL.LINE.CLOSING.V1'
  from c, lateral (select c.net > 0 or c.net = 0 and c.base > 0) s (is_debit)
  where c.net <> 0 or c.base <> 0;
end
$$;

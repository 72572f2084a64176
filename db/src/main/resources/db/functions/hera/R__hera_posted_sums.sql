-- hera.posted_sums: reporting.book_entries of the transactions that were posted from p_from ('0': since ever) to before p_to,
-- summed as reporting.balances keeps them. The first sum of a long history is the one report that waits for every line there is:
-- it gets the memory to join them at once, and the processors that are free. Reads only; no locks.
create or replace function hera.posted_sums(p_organization_id uuid, p_from xid8, p_to xid8)
returns table (fiscal_period text, account_id uuid, branch_id text, currency_code text, is_closing boolean,
  is_converted boolean, debit numeric, credit numeric, base_debit numeric, base_credit numeric)
language plpgsql stable set search_path = '' set enable_seqscan = on set plan_cache_mode = force_custom_plan
set work_mem = '64MB' set max_parallel_workers_per_gather = 2 as $$
begin
  return query
  select e.fiscal_period, e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted,
    sum(e.debit), sum(e.credit), sum(e.base_debit), sum(e.base_credit)
  from reporting.book_entries e
  -- Without the first condition a planner that knows nothing of the table takes a whole history for a few rows.
  where e.organization_id = p_organization_id and (p_from = '0' or e.posted_xid >= p_from) and e.posted_xid < p_to
  group by e.fiscal_period, e.account_id, e.branch_id, e.currency_code, e.is_closing, e.is_converted;
end
$$;

-- hera.earnings_before: what revenue and expense accounts hold before an instant (debit less credit) by branch and currency, and
-- what that is worth in the base currency; what is worth something else apart from what has no rate. No locks.
create or replace function hera.earnings_before(p_organization_id uuid, p_until timestamptz)
returns table (account_id uuid, branch_id text, currency_code text, is_converted boolean, net numeric, base numeric)
language plpgsql stable set search_path = '' as $$
begin
  return query
  select s.account_id, s.branch_id, s.currency_code, s.is_converted, sum(s.debit - s.credit), sum(s.base_debit - s.base_credit)
  from hera.book_sums(p_organization_id, p_until, null) s
  where hera.account_type(s.account_id) in ('revenue', 'expense')
  group by s.account_id, s.branch_id, s.currency_code, s.is_converted
  having sum(s.debit - s.credit) <> 0 or sum(s.base_debit - s.base_credit) <> 0;
end
$$;

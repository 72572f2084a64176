-- hera.till_takings: what a till took on a day: {by_method: {CASH: …}, transactions}. Its lines of money are added up of sales and of refunds, and of
-- their reversals, dated into that day of the organization's time zone; so a reversal is out of the till on the day when it was
-- made. The till is held by the caller; volatile, so that it sees all that came before that. Reads only.
create or replace function hera.till_takings(p_branch_id uuid, p_till text, p_currency text, p_day date)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select jsonb_build_object('transactions', coalesce(sum(m.transactions), 0),
      'by_method', coalesce(jsonb_object_agg(m.method, m.amount) filter (where m.method is not null), '{}'))
    from (
      select l.line_data ->> 'method' as method, sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) as amount,
        count(distinct t.id) as transactions
      from public.universal_transactions t
      join public.universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
      where t.organization_id = v_here and t.transaction_type in ('POS_SALE', 'REFUND') and not t.is_system and t.is_gl
        and t.posting_status <> 'draft' and t.deleted_at is null
        and t.transaction_date >= hera.instant_of(p_day::text, 0) and t.transaction_date < hera.instant_of(p_day::text, 1)
        and t.business_context ->> 'till' = p_till and (t.business_context ->> 'branch_id') is not distinct from p_branch_id::text
        and l.currency_code = p_currency and l.line_data ? 'method'
      group by 1
    ) m);
end
$$;

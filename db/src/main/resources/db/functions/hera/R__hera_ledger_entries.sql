-- hera.ledger_entries: the next p_limit posted lines of a general ledger after the keys p_after ([date, transaction, line]; NULL:
-- from the start), by date, transaction and line. p_query: as hera.account_balances, and account_id. Amounts are those of
-- the presentation. Reads only; no locks.
create or replace function hera.ledger_entries(p_query jsonb, p_after jsonb, p_limit integer)
returns table (transaction_date timestamptz, transaction_id uuid, line_number integer, account_id uuid, branch_id text,
  currency_code text, debit numeric, credit numeric, base_amount numeric)
language plpgsql stable set search_path = '' set enable_seqscan = on set plan_cache_mode = force_custom_plan as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_in_base boolean := coalesce(p_query ->> 'presentation' = 'base', false);
  v_base text := hera.base_currency(v_organization_id);
  v_bounds record;
  v_date timestamptz := (p_after ->> 0)::timestamptz;
  v_transaction uuid := (p_after ->> 1)::uuid;
  v_line integer := (p_after ->> 2)::integer;
  v_account uuid := (p_query ->> 'account_id')::uuid;
  v_pairs uuid[];
begin
  select * into v_bounds from hera.report_bounds(p_query);
  if not coalesce((p_query ->> 'include_reversed')::boolean, false) then
    v_pairs := array(select p.transaction_id from hera.migration_pairs(v_organization_id) p);
  end if;
  return query
  select e.transaction_date, e.transaction_id, e.line_number, e.account_id, e.branch_id,
    p.currency, round(p.debit, hera.minor_units(p.currency)), round(p.credit, hera.minor_units(p.currency)),
    case when e.is_converted then round(e.base_debit - e.base_credit, hera.minor_units(v_base)) end
  from reporting.book_entries e
  cross join lateral (
    select case when v_in_base and e.is_converted then v_base else e.currency_code end,
      case when v_in_base and e.is_converted then e.base_debit else e.debit end,
      case when v_in_base and e.is_converted then e.base_credit else e.credit end
  ) p (currency, debit, credit)
  where e.organization_id = v_organization_id
    and e.transaction_date >= coalesce(v_date, v_bounds.from_at, '-infinity') and e.transaction_date < v_bounds.until
    and (v_date is null or (e.transaction_date, e.transaction_id, e.line_number) > (v_date, v_transaction, v_line))
    and (v_bounds.recorded is null or e.posted_at < v_bounds.recorded)
    and (v_account is null or e.account_id = v_account)
    and (p_query ->> 'branch_id' is null or e.branch_id = p_query ->> 'branch_id')
    and (p_query ->> 'currency' is null or p.currency = p_query ->> 'currency')
    and (coalesce((p_query ->> 'include_closing')::boolean, true) or not e.is_closing)
    and (v_pairs is null or e.transaction_id <> all (v_pairs))
  order by 1, 2, 3
  limit p_limit;
end
$$;
grant execute on function hera.ledger_entries to hera_app;

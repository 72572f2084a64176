-- hera.ledger_opening: what each account held before the entries that come after the keys p_after of a general ledger (NULL:
-- before its first one), per currency of the presentation. p_query: as hera.ledger_entries. Reads only; no locks.
create or replace function hera.ledger_opening(p_query jsonb, p_after jsonb)
returns table (account_id uuid, currency_code text, balance numeric) language plpgsql stable set search_path = '' as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_in_base boolean := coalesce(p_query ->> 'presentation' = 'base', false);
  v_base text := hera.base_currency(v_organization_id);
  v_at timestamptz := (p_after ->> 0)::timestamptz;
  v_bounds record;
begin
  select * into v_bounds from hera.report_bounds(p_query);
  v_at := coalesce(v_at, v_bounds.from_at);
  if v_at is null then
    return;
  end if;
  return query
  select n.account_id, n.currency, round(sum(n.amount), hera.minor_units(n.currency))
  from (
    select s.account_id, case when v_in_base and s.is_converted then v_base else s.currency_code end as currency,
      case when v_in_base and s.is_converted then s.base_debit - s.base_credit else s.debit - s.credit end as amount
    from hera.book_sums(v_organization_id, v_at, v_bounds.recorded) s
    where (p_query ->> 'account_id' is null or s.account_id = (p_query ->> 'account_id')::uuid)
      and (p_query ->> 'branch_id' is null or s.branch_id = p_query ->> 'branch_id')
      and (coalesce((p_query ->> 'include_closing')::boolean, true) or not s.is_closing)
    union all
    -- Of the instant itself, what earlier pages have told.
    select e.account_id, e.currency_code, e.debit - e.credit
    from hera.ledger_entries((p_query - 'period') || jsonb_build_object('from', v_at, 'to', v_at), null, null) e
    where p_after is not null and (e.transaction_id, e.line_number) <= ((p_after ->> 1)::uuid, (p_after ->> 2)::integer)
  ) n
  where p_query ->> 'currency' is null or n.currency = p_query ->> 'currency'
  group by n.account_id, n.currency;
end
$$;
grant execute on function hera.ledger_opening to hera_app;

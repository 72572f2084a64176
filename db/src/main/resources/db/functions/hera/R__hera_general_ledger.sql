-- hera.general_ledger: a page of the posted lines by date, each with its account's balance after it, as JSON members in text; the
-- first page also has what each account opened with. p_query: hera.ledger_entries; limit (100), cursor; balances (true):
-- without, neither opening nor running balances are added up, for who adds them up himself. ZH015.
create or replace function hera.general_ledger(p_query jsonb)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_zone text := hera.time_zone(v_organization_id);
  v_after jsonb := hera.open_cursor(p_query);
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_running boolean := coalesce((p_query ->> 'balances')::boolean, true);
  v_items text[];
  v_keys jsonb[];
  v_opening text;
begin
  with o as materialized (select * from hera.ledger_opening(p_query, v_after) where v_running),
  e as (
    select n.*, coalesce(o.balance, 0) + sum(n.debit - n.credit) over (partition by n.account_id, n.currency_code
      order by n.transaction_date, n.transaction_id, n.line_number) as balance
    from hera.ledger_entries(p_query, v_after, v_limit + 1) n
    left join o on o.account_id is not distinct from n.account_id and o.currency_code = n.currency_code
  )
  select array_agg(hera.ledger_item(e.transaction_id, e.line_number, v_zone, jsonb_build_object('account_id', e.account_id,
      'branch_id', e.branch_id, 'currency_code', e.currency_code, 'debit_amount', e.debit, 'credit_amount', e.credit,
      'base_amount', e.base_amount, 'balance', case when v_running then e.balance end))
      order by e.transaction_date, e.transaction_id, e.line_number),
    array_agg(jsonb_build_array(e.transaction_date, e.transaction_id, e.line_number)
      order by e.transaction_date, e.transaction_id, e.line_number),
    (select string_agg(json_build_object('account_id', o.account_id, 'account_code', a.entity_code, 'account_name', a.entity_name,
        'account_type', hera.account_type(o.account_id), 'currency_code', o.currency_code,
        'debit_balance', hera.debit_side(o.balance), 'credit_balance', hera.debit_side(-o.balance))::text, ','
        order by a.entity_code, a.id, o.currency_code)
      from o left join public.core_entities a on a.organization_id = v_organization_id and a.id = o.account_id
      where v_after is null)
  into v_items, v_keys, v_opening
  from e;
  return hera.page_members(p_query, v_items, v_limit, v_keys[v_limit], null)
    || case when v_after is null and v_running then ',"opening":[' || coalesce(v_opening, '') || ']' else '' end;
end
$$;
grant execute on function hera.general_ledger to hera_app;

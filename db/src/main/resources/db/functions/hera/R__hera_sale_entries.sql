-- hera.sale_entries: the journal of a sale: to the debit side what was paid, by method and less the change; to the credit side revenue of products
-- and of services, tax and tips; and the cost of what left stock. Lines of money carry {method}, by which a till is counted.
-- Locks: hera.trading_account.
create or replace function hera.sale_entries(
  p_cart public.universal_transactions, p_items jsonb[], p_payments jsonb, p_change numeric, p_tip numeric, p_cost numeric
) returns jsonb[] language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_base text := coalesce(hera.base_currency(p_cart.organization_id), p_cart.currency_code);
  v_currency text := p_cart.currency_code;
  v_lines jsonb[] := '{}';
  v_sum record;
begin
  for v_sum in
    select p.value ->> 'method' as method, sum((p.value ->> 'amount')::numeric) as amount,
      string_agg(p.value ->> 'reference', ', ' order by p.position) as reference
    from jsonb_array_elements(p_payments) with ordinality p (value, position)
    group by p.value ->> 'method' order by 1
  loop
    v_lines := v_lines || hera.ledger_entry(lower(v_sum.method),
      v_sum.amount - case v_sum.method when 'CASH' then p_change else 0 end, v_currency, coalesce(v_sum.reference, 'Payment'),
      jsonb_build_object('method', v_sum.method));
  end loop;
  for v_sum in
    select i.value ->> 'line_type' = 'RETAIL' as is_product, sum((i.value ->> 'line_amount')::numeric) as net
    from unnest(p_items) i (value) group by 1 order by 1
  loop
    v_lines := v_lines || hera.ledger_entry(case when v_sum.is_product then 'product_revenue' else 'service_revenue' end,
      -v_sum.net, v_currency, 'Sales');
  end loop;
  return v_lines
    || hera.ledger_entry('tax', -(select sum((i.value ->> 'tax_amount')::numeric) from unnest(p_items) i (value)), v_currency, 'Tax on sales')
    || hera.ledger_entry('tips', -p_tip, v_currency, 'Tips')
    || hera.ledger_entry('cost_of_goods', p_cost, v_base, 'Cost of goods sold')
    || hera.ledger_entry('inventory', -p_cost, v_base, 'Cost of goods sold');
end
$$;

-- hera.refund_entries: the journal of a refund: hera.sale_entries the other way round, for the lines that are given back; p_returned is the
-- value of what came back into stock. Locks: hera.trading_account.
create or replace function hera.refund_entries(
  p_sale public.universal_transactions, p_items jsonb[], p_method text, p_returned numeric
) returns jsonb[] language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_base text := coalesce(hera.base_currency(p_sale.organization_id), p_sale.currency_code);
  v_currency text := p_sale.currency_code;
  v_sum record;
begin
  select coalesce(sum((i.value ->> 'line_amount')::numeric) filter (where i.value ->> 'line_type' = 'RETAIL'), 0) as products,
    coalesce(sum((i.value ->> 'line_amount')::numeric) filter (where i.value ->> 'line_type' <> 'RETAIL'), 0) as services,
    coalesce(sum((i.value ->> 'tax_amount')::numeric), 0) as tax
  into v_sum
  from unnest(p_items) i (value);
  return hera.ledger_entry('product_revenue', v_sum.products, v_currency, 'Refund')
    || hera.ledger_entry('service_revenue', v_sum.services, v_currency, 'Refund')
    || hera.ledger_entry('tax', v_sum.tax, v_currency, 'Tax on refunds')
    || hera.ledger_entry(lower(p_method), -v_sum.products - v_sum.services - v_sum.tax, v_currency, 'Refund',
      jsonb_build_object('method', p_method))
    || hera.ledger_entry('inventory', p_returned, v_base, 'Returned goods')
    || hera.ledger_entry('cost_of_goods', -p_returned, v_base, 'Returned goods');
end
$$;

-- hera.refund_prepare: HERA.SALON.POS.REFUND.PREPARE.V1: what a refund of a sale comes to, by line and quantity, never more than was sold and not refunded
-- yet. Changes nothing. Answers {sale_id, items, net_amount, tax_amount, total_amount, customer_id, branch_id, till, method,
-- refunded_at, points}: points are those to take back, the sale's in proportion. Locks: the sale; hera.hold_till. Fails with the
-- codes of its specification.
create or replace function hera.refund_prepare(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_sale public.universal_transactions := hera.sale_of((p_inputs ->> 'sale_id')::uuid);
  v_till text := hera.asked_till(p_inputs, v_sale.business_context ->> 'till');
  v_at timestamptz := hera.asked_instant(p_inputs, 'refunded_at');
  v_method text := upper(coalesce(p_inputs ->> 'method', 'CASH'));
  v_items jsonb := hera.asked_returns(v_sale, p_inputs -> 'lines');
  v_points numeric := coalesce((v_sale.business_context ->> 'loyalty_points')::numeric, 0);
  v_sold numeric := (v_sale.business_context ->> 'net_amount')::numeric;
  v_net numeric;
  v_tax numeric;
  v_before numeric;
begin
  if v_method not in ('CASH', 'CARD', 'BANK') then
    perform hera.fail_procedure('INVALID_PAYMENT', 'money goes back as CASH, CARD or BANK', '{"field": "method"}');
  elsif v_at < v_sale.transaction_date then
    perform hera.fail_procedure('INVALID_DATE', 'a refund is not older than its sale', '{"field": "refunded_at"}');
  end if;
  perform hera.hold_till(hera.branch_of(v_sale), v_till, v_sale.currency_code,
    (v_at at time zone hera.time_zone(v_sale.organization_id))::date, false);
  select sum((i.value ->> 'net')::numeric), sum((i.value ->> 'tax')::numeric) into v_net, v_tax from jsonb_array_elements(v_items) i;
  select sum(l.done_net) into v_before from hera.left_of_sale(v_sale) l;
  return jsonb_build_object('sale_id', v_sale.id, 'items', v_items, 'net_amount', v_net, 'tax_amount', v_tax,
    'total_amount', v_net + v_tax, 'customer_id', (
      select e.id from public.core_entities e
      where e.organization_id = v_sale.organization_id and e.id = v_sale.source_entity_id and e.deleted_at is null),
    'branch_id', hera.branch_of(v_sale), 'till', v_till, 'method', v_method, 'refunded_at', hera.utc(v_at), 'points',
    case when v_sold > 0 then floor(v_points * (v_before + v_net) / v_sold) - floor(v_points * v_before / v_sold) else 0 end);
end
$$;
alter function hera.refund_prepare owner to hera_writer;
grant execute on function hera.refund_prepare to hera_app;

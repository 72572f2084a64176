-- hera.left_of_sale: the lines of a sale with what of them was refunded so far; reversed refunds do not count. Reads only; the sale is locked by
-- the caller, and the function volatile so that it sees what came before the lock.
create or replace function hera.left_of_sale(p_sale public.universal_transactions)
returns table (line_number integer, line_type text, entity_id uuid, description text, quantity numeric, net numeric, tax numeric,
  unit_cost numeric, done numeric, done_net numeric, done_tax numeric)
language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  return query
  select l.line_number, l.line_type::text, e.id, l.description::text, l.quantity::numeric, l.line_amount::numeric, l.tax_amount::numeric,
    (l.line_data ->> 'unit_cost')::numeric, coalesce(d.done, 0), coalesce(d.done_net, 0), coalesce(d.done_tax, 0)
  from public.universal_transaction_lines l
  left join public.core_entities e on e.organization_id = l.organization_id and e.id = l.entity_id and e.deleted_at is null
  left join lateral (
    select sum(r.quantity) as done, sum(r.line_amount) as done_net, sum(r.tax_amount) as done_tax
    from public.universal_transactions t
    join public.universal_transaction_lines r on r.organization_id = t.organization_id and r.transaction_id = t.id
    where t.organization_id = p_sale.organization_id and t.origin_id = p_sale.id and t.transaction_type = 'REFUND'
      and t.posting_status <> 'reversed' and t.withdrawn_of_id is null
      and (r.line_data ->> 'sale_line_number')::integer = l.line_number
  ) d on true
  where l.organization_id = p_sale.organization_id and l.transaction_id = p_sale.id and l.line_type <> 'GL'
  order by l.line_number;
end
$$;

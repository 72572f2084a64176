-- hera.spread_cart_tax: gives each line its share of a cart's tax, by amount; the last one takes what rounding leaves, so that they add up. The
-- cart is locked by the caller. Locks: the lines.
create or replace function hera.spread_cart_tax(
  p_cart public.universal_transactions, p_subtotal numeric, p_tax numeric, p_units integer
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  update public.universal_transaction_lines l
  set tax_amount = case when n.is_last then p_tax - n.before else n.share end
  from (
    select s.id, s.share, s.is_last,
      coalesce(sum(s.share) over (order by s.line_number rows between unbounded preceding and 1 preceding), 0) as before
    from (
      select c.id, c.line_number,
        case when p_subtotal = 0 then 0 else trunc(p_tax * c.line_amount / p_subtotal, p_units) end as share,
        c.line_number = max(c.line_number) over () as is_last
      from public.universal_transaction_lines c
      where c.organization_id = p_cart.organization_id and c.transaction_id = p_cart.id
    ) s
  ) n
  where l.organization_id = p_cart.organization_id and l.id = n.id;
end
$$;

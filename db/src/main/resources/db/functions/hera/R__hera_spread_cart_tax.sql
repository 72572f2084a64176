-- hera.spread_cart_tax: gives each line its share of a cart's tax, by amount, so that they add up: each is the rounded tax of all up to
-- and with it, less that of those before, which never gives a line more than rounding can. The cart is locked by the caller.
-- Locks: the lines.
create or replace function hera.spread_cart_tax(
  p_cart public.universal_transactions, p_subtotal numeric, p_tax numeric, p_units integer
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  update public.universal_transaction_lines l
  set tax_amount = case when p_subtotal = 0 then 0
    else round(p_tax * n.upto / p_subtotal, p_units) - round(p_tax * (n.upto - l.line_amount) / p_subtotal, p_units) end
  from (
    select c.id, sum(c.line_amount) over (order by c.line_number) as upto
    from public.universal_transaction_lines c
    where c.organization_id = p_cart.organization_id and c.transaction_id = p_cart.id
  ) n
  where l.organization_id = p_cart.organization_id and l.id = n.id;
end
$$;

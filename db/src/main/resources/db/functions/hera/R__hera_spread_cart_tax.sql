-- hera.spread_cart_tax: gives each line its share of a cart's tax, by amount, so that they add up: each is the rounded tax of all up to
-- and with it, less that of those before, which never gives a line more than rounding can. The cart is locked by the caller.
-- Locks: the lines that change.
create or replace function hera.spread_cart_tax(
  p_cart public.universal_transactions, p_subtotal numeric, p_tax numeric, p_units integer
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  update public.universal_transaction_lines l
  set tax_amount = n.tax
  from (
    select c.id, case when p_subtotal = 0 then 0
      else round(p_tax * c.upto / p_subtotal, p_units) - round(p_tax * (c.upto - c.line_amount) / p_subtotal, p_units) end as tax
    from (
      select i.id, i.line_amount, sum(i.line_amount) over (order by i.line_number) as upto
      from public.universal_transaction_lines i
      where i.organization_id = p_cart.organization_id and i.transaction_id = p_cart.id
    ) c
  ) n
  where l.organization_id = p_cart.organization_id and l.transaction_id = p_cart.id and l.id = n.id
    and l.tax_amount is distinct from n.tax;
end
$$;

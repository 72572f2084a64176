-- hera.price_cart_lines: prices the lines of a cart that is locked, and takes their discounts off; what costs what it did is
-- left alone. See hera.cart_reprice. Locks: the lines that change.
create or replace function hera.price_cart_lines(p_cart public.universal_transactions, p_units integer)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_tier text;
begin
  select lower(d.field_value_text) into v_tier from public.core_dynamic_data d
  where d.organization_id = p_cart.organization_id and d.entity_id = p_cart.source_entity_id and d.field_name = 'loyalty_tier';
  update public.universal_transaction_lines l
  set unit_amount = n.unit, discount_amount = n.discount, line_amount = round(l.quantity * n.unit, p_units) - n.discount,
    updated_at = now()
  from (
    select p.id, p.unit, least(round(p.quantity * p.unit, p_units),
      round(p.quantity * p.unit * coalesce((p.line_data ->> 'discount_percent')::numeric, 0) / 100, p_units)
      + coalesce((p.line_data ->> 'discount_amount')::numeric, 0)) as discount
    from (
      select c.id, c.quantity, c.line_data, coalesce((c.line_data ->> 'unit_amount')::numeric,
        (t.field_value_json ->> v_tier)::numeric, f.field_value_number, c.unit_amount) as unit
      from public.universal_transaction_lines c
      left join public.core_dynamic_data f on f.organization_id = c.organization_id and f.entity_id = c.entity_id
        and f.field_name = 'price'
      left join public.core_dynamic_data t on t.organization_id = c.organization_id and t.entity_id = c.entity_id
        and t.field_name = 'tier_prices'
      where c.organization_id = p_cart.organization_id and c.transaction_id = p_cart.id
    ) p
  ) n
  -- With the cart's id no plan can look through the lines of all carts.
  where l.organization_id = p_cart.organization_id and l.transaction_id = p_cart.id and l.id = n.id
    and (l.unit_amount, l.discount_amount, l.line_amount)
      is distinct from (n.unit, n.discount, round(l.quantity * n.unit, p_units) - n.discount);
end
$$;

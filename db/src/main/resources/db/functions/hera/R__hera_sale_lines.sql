-- hera.sale_lines: the lines of a cart as its sale has them: the cart's own discount is spread over them by amount (each takes the rounded
-- discount of all up to and with it, less that of those before, so that they add up and none becomes negative), line_amount is net
-- of all discounts and without tax. p_issued: what leaves stock, of which each product's cost is kept for returns. Reads only.
create or replace function hera.sale_lines(p_cart public.universal_transactions, p_discount numeric, p_issued jsonb)
returns jsonb[] language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_units integer := hera.minor_units(p_cart.currency_code);
begin
  return (
    select array_agg(jsonb_strip_nulls(jsonb_build_object('line_type', s.line_type, 'line_number', s.place, 'entity_id', s.entity_id,
        'smart_code', format('HERA.SALON.POS.SALE.LINE.%s.V1', s.line_type), 'description', s.description, 'quantity', s.quantity,
        'unit_amount', s.unit_amount, 'discount_amount', coalesce(s.discount_amount, 0) + s.share, 'tax_amount', s.tax_amount,
        'line_amount', s.line_amount - s.share, 'line_data', jsonb_build_object('cart_line_id', s.id,
          'stylist_id', s.line_data -> 'stylist_id', 'unit_cost', (
            select i.value -> 'unit_cost' from jsonb_array_elements(p_issued) i
            where i.value ->> 'entity_id' = s.entity_id::text and s.line_type = 'RETAIL')))) order by s.place)
    from (
      select l.*, row_number() over w as place, case when sum(l.line_amount) over () = 0 then 0
        else round(p_discount * sum(l.line_amount) over w / sum(l.line_amount) over (), v_units)
          - round(p_discount * (sum(l.line_amount) over w - l.line_amount) / sum(l.line_amount) over (), v_units) end as share
      from public.universal_transaction_lines l
      where l.organization_id = p_cart.organization_id and l.transaction_id = p_cart.id
      window w as (order by l.line_number)
    ) s);
end
$$;

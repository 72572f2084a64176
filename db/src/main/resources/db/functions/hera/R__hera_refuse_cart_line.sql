-- hera.refuse_cart_line: fails the procedure when a line's numbers make no sense: INVALID_QUANTITY when it is not positive, or not whole
-- for a product; INVALID_DISCOUNT when a discount is negative or larger than what it reduces; UNKNOWN_ITEM for a stylist whom the
-- organization does not have. Reads only.
create or replace function hera.refuse_cart_line(
  p_line_type text, p_quantity numeric, p_unit_amount numeric, p_percent numeric, p_amount numeric, p_stylist_id uuid
) returns void language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  if p_quantity <= 0 or p_line_type = 'RETAIL' and p_quantity <> trunc(p_quantity) then
    perform hera.fail_procedure('INVALID_QUANTITY', 'a quantity is positive, and whole for a product',
      jsonb_build_object('field', 'quantity', 'quantity', p_quantity));
  elsif p_unit_amount < 0 or p_percent not between 0 and 100 or p_amount < 0
      or round(p_quantity * p_unit_amount * coalesce(p_percent, 0) / 100, 4) + coalesce(p_amount, 0) > p_quantity * p_unit_amount then
    perform hera.fail_procedure('INVALID_DISCOUNT', 'a discount is neither negative nor larger than what it reduces',
      jsonb_build_object('field', case when p_unit_amount < 0 then 'unit_amount' when p_percent not between 0 and 100 then 'discount_percent'
        when coalesce(p_amount, 0) = 0 then 'discount_percent' else 'discount_amount' end, 'discount_percent', p_percent, 'discount_amount', p_amount));
  elsif p_stylist_id is not null and not exists (
      select from public.core_entities e
      where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_stylist_id
        and e.deleted_at is null) then
    perform hera.fail_procedure('UNKNOWN_ITEM', 'nobody has the id ' || p_stylist_id, jsonb_build_object('field', 'stylist_id', 'stylist_id', p_stylist_id));
  end if;
end
$$;

-- hera.refuse_unsaleable: fails the procedure when a cart that was just priced cannot be sold: EMPTY_CART without lines, INVALID_LINES when one is
-- neither a product nor a service, or its quantity or its amount makes no sense. The cart's own procedures write no such line;
-- a cart is a transaction, and other calls write transactions, too. Reads only.
create or replace function hera.refuse_unsaleable(p_cart public.universal_transactions)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_lines record;
begin
  select count(*) as all_of_them, min(l.line_number) filter (where l.line_type not in ('RETAIL', 'SERVICE') or l.entity_id is null
    or coalesce(l.quantity, 0) <= 0 or coalesce(l.line_amount, -1) < 0) as wrong into v_lines
  from public.universal_transaction_lines l
  where l.organization_id = p_cart.organization_id and l.transaction_id = p_cart.id;
  if v_lines.all_of_them = 0 then
    perform hera.fail_procedure('EMPTY_CART', 'the cart has no lines', jsonb_build_object('cart_id', p_cart.id));
  elsif v_lines.wrong is not null then
    perform hera.fail_procedure('INVALID_LINES', format('line %s cannot be sold as it stands', v_lines.wrong),
      jsonb_build_object('line_number', v_lines.wrong));
  end if;
end
$$;

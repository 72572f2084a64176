-- hera.line_of_cart: a line of a cart that is locked; fails the procedure with LINE_NOT_FOUND. Reads only.
create or replace function hera.line_of_cart(p_cart public.universal_transactions, p_line_id uuid)
returns public.universal_transaction_lines language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_line public.universal_transaction_lines;
begin
  select * into v_line from public.universal_transaction_lines l
  where l.organization_id = p_cart.organization_id and l.transaction_id = p_cart.id and l.id = p_line_id;
  if not found then
    perform hera.fail_procedure('LINE_NOT_FOUND', 'the cart has no line ' || p_line_id, jsonb_build_object('field', 'line_id', 'line_id', p_line_id));
  end if;
  return v_line;
end
$$;

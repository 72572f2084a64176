-- hera.cart_line: one line of a cart as callers see it. Immutable, no locks.
create or replace function hera.cart_line(p_line public.universal_transaction_lines)
returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_build_object('line_id', p_line.id, 'line_number', p_line.line_number, 'line_type', p_line.line_type,
    'entity_id', p_line.entity_id, 'description', p_line.description, 'quantity', p_line.quantity,
    'unit_amount', p_line.unit_amount, 'discount_amount', p_line.discount_amount, 'tax_amount', p_line.tax_amount,
    'line_amount', p_line.line_amount, 'stylist_id', p_line.line_data -> 'stylist_id');
end
$$;

-- hera.loyalty_take_back: HERA.SALON.CRM.LOYALTY.TAKE_BACK.V1: takes the points of what is refunded from a customer, as far as he still has them. Answers
-- {movement_id?, points, balance?}. Locks: the customer.
create or replace function hera.loyalty_take_back(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  return hera.move_points((p_inputs ->> 'customer_id')::uuid, -coalesce((p_inputs ->> 'points')::numeric, 0),
    jsonb_build_object('sale_id', p_inputs -> 'sale_id'), p_context);
end
$$;
alter function hera.loyalty_take_back owner to hera_writer;
grant execute on function hera.loyalty_take_back to hera_app;

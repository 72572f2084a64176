-- hera.loyalty_earn: HERA.SALON.CRM.LOYALTY.EARN.V1: gives a customer the points of a sale. Answers {movement_id?, points, balance?}. Locks: the customer.
create or replace function hera.loyalty_earn(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  return hera.move_points((p_inputs ->> 'customer_id')::uuid, coalesce((p_inputs ->> 'points')::numeric, 0),
    jsonb_build_object('sale_id', p_inputs -> 'sale_id'), p_context);
end
$$;
alter function hera.loyalty_earn owner to hera_writer;
grant execute on function hera.loyalty_earn to hera_app;

-- hera.stock_at: what there is of a product. Stock is kept so:
--   stock_level (field of the product): what the organization can sell, all places together; carts without branches live on it alone.
--   STOCKED_AT (relationship to a branch, {quantity}): how much of it stands there. What stands nowhere is the rest, place NULL.
--   RESERVES (a cart's relationship to the product, {quantity, branch_id}): what open carts keep, and at which place.
--   stock_in_transit (field): dispatched and not arrived; in no stock_level, but still the organization's, so it counts for cost.
--   cost (field): the moving average of a unit, in the base currency.
-- quantity is what stands at the place; free, what may still be sold or taken from it: never more than open carts leave there
-- and in all, so that an edited stock_level oversells nothing. The product is locked by the caller; volatile for that reason.
create or replace function hera.stock_at(
  p_product_id uuid, p_place uuid, out quantity numeric, out free numeric, out reserved numeric, out on_hand numeric,
  out in_transit numeric, out cost numeric
) language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_reserved numeric;
begin
  select coalesce(max(d.field_value_number) filter (where d.field_name = 'stock_level'), 0),
    coalesce(max(d.field_value_number) filter (where d.field_name = 'stock_in_transit'), 0),
    max(d.field_value_number) filter (where d.field_name = 'cost')
  into on_hand, in_transit, cost
  from public.core_dynamic_data d
  where d.organization_id = v_here and d.entity_id = p_product_id
    and d.field_name in ('stock_level', 'stock_in_transit', 'cost');

  select case when p_place is null then on_hand - coalesce(sum((r.relationship_data ->> 'quantity')::numeric), 0)
    else coalesce(sum((r.relationship_data ->> 'quantity')::numeric) filter (where r.to_entity_id = p_place), 0) end
  into quantity
  from public.core_relationships r
  where r.organization_id = v_here and r.from_entity_id = p_product_id and r.relationship_type = 'STOCKED_AT';

  select coalesce(sum((r.relationship_data ->> 'quantity')::numeric), 0), coalesce(sum((r.relationship_data ->> 'quantity')::numeric)
    filter (where (r.relationship_data ->> 'branch_id')::uuid is not distinct from p_place), 0)
  into v_reserved, reserved
  from public.core_relationships r
  join public.universal_transactions t on t.organization_id = r.organization_id and t.id = r.from_transaction_id
  where r.organization_id = v_here and r.to_entity_id = p_product_id and r.relationship_type = 'RESERVES'
    and t.deleted_at is null and hera.is_cart_open(t.transaction_status);
  free := least(quantity - reserved, on_hand - v_reserved);
end
$$;

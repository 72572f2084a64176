-- hera.reserve_stock: keeps p_delta more of a product for a cart that is locked, or gives so much back. A reservation is the cart's relationship
-- RESERVES to the product; it moves no version of the product. What all open carts hold never exceeds stock_level. Answers
-- what is left for others. Locks: the product's row, so that two tills never sell the last bottle twice. Fails the procedure with
-- UNKNOWN_ITEM, or with INSUFFICIENT_STOCK, telling how many there are.
create or replace function hera.reserve_stock(
  p_cart public.universal_transactions, p_product_id uuid, p_delta numeric, p_context jsonb
) returns numeric language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_mine numeric;
  v_left numeric;
begin
  perform from public.core_entities e
  where e.organization_id = p_cart.organization_id and e.id = p_product_id and e.entity_type = 'PRODUCT'
    and (e.deleted_at is null or p_delta < 0)
  for no key update;
  if not found then
    perform hera.fail_procedure('UNKNOWN_ITEM', 'no product has the id ' || p_product_id, jsonb_build_object('entity_id', p_product_id));
  end if;
  select coalesce(max(d.field_value_number), 0) into v_left from public.core_dynamic_data d
  where d.organization_id = p_cart.organization_id and d.entity_id = p_product_id and d.field_name = 'stock_level';
  select v_left - coalesce(sum((r.relationship_data ->> 'quantity')::numeric), 0),
    coalesce(sum((r.relationship_data ->> 'quantity')::numeric) filter (where t.id = p_cart.id), 0)
  into v_left, v_mine
  from public.core_relationships r
  join public.universal_transactions t on t.organization_id = r.organization_id and t.id = r.from_transaction_id
  where r.organization_id = p_cart.organization_id and r.to_entity_id = p_product_id and r.relationship_type = 'RESERVES'
    and (t.id = p_cart.id or t.deleted_at is null and hera.is_cart_open(t.transaction_status));
  if p_delta > 0 and p_delta > v_left then
    perform hera.fail_procedure('INSUFFICIENT_STOCK', format('%s are asked for and %s are left', p_delta, greatest(v_left, 0)),
      jsonb_build_object('entity_id', p_product_id, 'requested', p_delta, 'available', greatest(v_left, 0)));
  end if;

  if v_mine + p_delta > 0 then
    insert into public.core_relationships as r
      (organization_id, from_transaction_id, to_entity_id, relationship_type, smart_code, relationship_data)
    values (p_cart.organization_id, p_cart.id, p_product_id, 'RESERVES', 'HERA.SALON.INV.REL.RESERVES.V1',
      jsonb_build_object('quantity', v_mine + p_delta))
    on conflict (organization_id, from_transaction_id, relationship_type, to_entity_id) where from_transaction_id is not null
    do update set relationship_data = excluded.relationship_data, updated_at = now(), updated_by = excluded.updated_by;
  else
    delete from public.core_relationships r
    where r.organization_id = p_cart.organization_id and r.from_transaction_id = p_cart.id and r.relationship_type = 'RESERVES'
      and r.to_entity_id = p_product_id;
  end if;
  perform hera.cart_touched(p_cart, 'relationships.RESERVES.' || p_product_id, to_jsonb(v_mine),
    to_jsonb(greatest(v_mine + p_delta, 0)), p_context);
  return v_left - greatest(p_delta, -v_mine);
end
$$;

-- hera.reserve_stock: keeps p_delta more of a product for a cart that is locked, or gives so much back. A reservation is the cart's relationship
-- RESERVES to the product; it moves no version of the product, and stays with the place that it began at (hera.stock_at). What all
-- open carts hold never exceeds the stock of a place, nor stock_level. Answers what is left there for others. Locks: the product's
-- row, so that two tills never sell the last bottle twice. Fails the procedure with UNKNOWN_ITEM, or with INSUFFICIENT_STOCK,
-- telling how many there are.
create or replace function hera.reserve_stock(
  p_cart public.universal_transactions, p_product_id uuid, p_delta numeric, p_context jsonb
) returns numeric language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_mine numeric;
  v_place uuid;
  v_free numeric;
begin
  perform hera.lock_product(p_product_id, p_delta < 0);
  select (r.relationship_data ->> 'quantity')::numeric, (r.relationship_data ->> 'branch_id')::uuid into v_mine, v_place
  from public.core_relationships r
  where r.organization_id = p_cart.organization_id and r.from_transaction_id = p_cart.id and r.relationship_type = 'RESERVES'
    and r.to_entity_id = p_product_id;
  if not found then
    v_mine := 0;
    v_place := hera.stock_place(p_product_id, hera.branch_of(p_cart));
  end if;
  select s.free into v_free from hera.stock_at(p_product_id, v_place) s;
  if p_delta > 0 and p_delta > v_free then
    perform hera.fail_procedure('INSUFFICIENT_STOCK', format('%s are asked for and %s are left', p_delta, greatest(v_free, 0)),
      jsonb_build_object('field', 'quantity', 'entity_id', p_product_id, 'requested', p_delta, 'available', greatest(v_free, 0)));
  end if;

  if v_mine + p_delta > 0 then
    insert into public.core_relationships as r
      (organization_id, from_transaction_id, to_entity_id, relationship_type, smart_code, relationship_data)
    values (p_cart.organization_id, p_cart.id, p_product_id, 'RESERVES', 'HERA.SALON.INV.REL.RESERVES.V1',
      jsonb_strip_nulls(jsonb_build_object('quantity', v_mine + p_delta, 'branch_id', v_place)))
    on conflict (organization_id, from_transaction_id, relationship_type, to_entity_id) where from_transaction_id is not null
    do update set relationship_data = excluded.relationship_data, updated_at = now(), updated_by = excluded.updated_by;
  else
    delete from public.core_relationships r
    where r.organization_id = p_cart.organization_id and r.from_transaction_id = p_cart.id and r.relationship_type = 'RESERVES'
      and r.to_entity_id = p_product_id;
  end if;
  perform hera.cart_touched(p_cart, 'relationships.RESERVES.' || p_product_id, to_jsonb(v_mine),
    to_jsonb(greatest(v_mine + p_delta, 0)), p_context);
  return v_free - greatest(p_delta, -v_mine);
end
$$;

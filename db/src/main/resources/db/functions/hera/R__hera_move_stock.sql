-- hera.move_stock: adds p_quantity (negative: takes) to a place of a product that is locked, and p_in_transit to what is on its way; p_fields
-- are more fields of the product that change with it, such as its cost. Counts a version and logs it. Locks: the fields, the
-- relationship. Fails the procedure with INSUFFICIENT_STOCK when anything became less than nothing.
create or replace function hera.move_stock(
  p_product public.core_entities, p_place uuid, p_quantity numeric, p_in_transit numeric, p_fields jsonb, p_context jsonb
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_now record;
  v_changes jsonb;
  v_version integer;
begin
  select * into v_now from hera.stock_at(p_product.id, p_place);
  if least(v_now.on_hand, v_now.quantity) + p_quantity < 0 or v_now.in_transit + p_in_transit < 0 then
    perform hera.fail_procedure('INSUFFICIENT_STOCK', format('%s are asked for and %s are there', abs(p_quantity),
      greatest(least(v_now.on_hand, v_now.quantity), 0)), jsonb_build_object('entity_id', p_product.id));
  end if;
  v_changes := hera.merge_fields(p_product.organization_id, p_product.id, p_fields
    || case when p_quantity <> 0 then hera.number_field(p_product.id, 'stock_level', v_now.on_hand + p_quantity) else '{}' end
    || case when p_in_transit <> 0 then hera.number_field(p_product.id, 'stock_in_transit', v_now.in_transit + p_in_transit)
      else '{}' end);
  if p_place is not null then
    update public.core_relationships r
    set relationship_data = r.relationship_data || jsonb_build_object('quantity', v_now.quantity + p_quantity), updated_at = now(),
      updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where r.organization_id = p_product.organization_id and r.from_entity_id = p_product.id
      and r.relationship_type = 'STOCKED_AT' and r.to_entity_id = p_place;
    v_changes := v_changes || jsonb_build_object('path', 'relationships.STOCKED_AT.' || p_place, 'from', v_now.quantity,
      'to', v_now.quantity + p_quantity);
  end if;
  update public.core_entities e
  set dynamic_snapshot = hera.render_fields(hera.stored_fields(e.organization_id, e.id)), version = e.version + 1,
    updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_product.organization_id and e.id = p_product.id
  returning e.version into v_version;
  perform hera.log_change(p_product.organization_id, p_product.id, 'UPDATE', 'PRODUCT', p_product.smart_code, v_version,
    'run ' || (p_context ->> 'run_id'), jsonb_build_object('changes', v_changes), null);
end
$$;

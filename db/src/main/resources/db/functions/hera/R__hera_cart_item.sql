-- hera.cart_item: what a line sells, a PRODUCT for RETAIL and a SERVICE for SERVICE: {name, price, tier_prices}. Fails the procedure with
-- UNKNOWN_ITEM when the organization sells no such thing, or without a price where none is asked. Reads only.
create or replace function hera.cart_item(p_line_type text, p_entity_id uuid, p_unit_amount numeric)
returns jsonb language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_item jsonb;
begin
  select jsonb_build_object('name', e.entity_name, 'price', p.field_value_number, 'tier_prices', t.field_value_json) into v_item
  from public.core_entities e
  left join public.core_dynamic_data p on p.organization_id = e.organization_id and p.entity_id = e.id and p.field_name = 'price'
  left join public.core_dynamic_data t on t.organization_id = e.organization_id and t.entity_id = e.id
    and t.field_name = 'tier_prices'
  where e.organization_id = v_here and e.id = p_entity_id and e.deleted_at is null and e.status = 'active'
    and e.entity_type = case p_line_type when 'RETAIL' then 'PRODUCT' else 'SERVICE' end;
  if v_item is null or p_unit_amount is null and v_item ->> 'price' is null then
    perform hera.fail_procedure('UNKNOWN_ITEM', format('nothing for sale as %s has the id %s', p_line_type, p_entity_id),
      jsonb_build_object('field', 'entity_id', 'entity_id', p_entity_id));
  end if;
  return v_item;
end
$$;

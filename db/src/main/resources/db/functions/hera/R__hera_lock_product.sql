-- hera.lock_product: a product of the request's organization, locked until the transaction ends, so that its stock is looked at and moved by
-- one at a time. Whoever needs several locks them by id. Locks: the product's row. Fails the procedure with UNKNOWN_ITEM.
create or replace function hera.lock_product(p_product_id uuid, p_deleted_too boolean)
returns public.core_entities language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_product public.core_entities;
begin
  select * into v_product from public.core_entities e
  where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_product_id
    and e.entity_type = 'PRODUCT' and (e.deleted_at is null or p_deleted_too)
  for no key update;
  if not found then
    perform hera.fail_procedure('UNKNOWN_ITEM', format('no product has the id %s', p_product_id),
      jsonb_build_object('field', 'lines', 'entity_id', p_product_id));
  end if;
  return v_product;
end
$$;

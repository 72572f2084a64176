-- hera.stock_place: from which place a branch takes a product: its own when the product is kept there by branch, else NULL, the stock that
-- belongs to no branch. The product is locked by the caller; volatile, because it must see what came before the lock.
create or replace function hera.stock_place(p_product_id uuid, p_branch_id uuid)
returns uuid language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  return (
    select r.to_entity_id from public.core_relationships r
    where r.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid
      and r.from_entity_id = p_product_id and r.relationship_type = 'STOCKED_AT' and r.to_entity_id = p_branch_id);
end
$$;

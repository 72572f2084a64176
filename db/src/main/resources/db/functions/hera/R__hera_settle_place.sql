-- hera.settle_place: the place of a product at a branch, made when it is first needed. As long as a product is kept at no branch, all of its
-- stock is taken to stand where it is first moved, with what carts keep of it: an organization with one branch never has to say
-- so. NULL, no branch, stays NULL. The product is locked by the caller. Locks: by foreign key the branch. Fails the procedure
-- with UNKNOWN_BRANCH.
create or replace function hera.settle_place(p_product public.core_entities, p_branch_id uuid)
returns uuid language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_first boolean;
begin
  if p_branch_id is null or hera.stock_place(p_product.id, p_branch_id) is not null then
    return p_branch_id;
  end if;
  perform hera.refuse_unknown_branch(p_branch_id, 'branch_id');
  select not exists (
    select from public.core_relationships r
    where r.organization_id = p_product.organization_id and r.from_entity_id = p_product.id
      and r.relationship_type = 'STOCKED_AT') into v_first;
  insert into public.core_relationships (organization_id, from_entity_id, to_entity_id, relationship_type, smart_code, relationship_data)
  values (p_product.organization_id, p_product.id, p_branch_id, 'STOCKED_AT', 'HERA.RETAIL.INV.REL.STOCKED_AT.V1',
    jsonb_build_object('quantity', case when v_first then (
      select s.on_hand from hera.stock_at(p_product.id, null) s) else 0 end));
  if v_first then
    update public.core_relationships r
    set relationship_data = r.relationship_data || jsonb_build_object('branch_id', p_branch_id), updated_at = now()
    where r.organization_id = p_product.organization_id and r.to_entity_id = p_product.id and r.relationship_type = 'RESERVES'
      and not r.relationship_data ? 'branch_id';
  end if;
  return p_branch_id;
end
$$;

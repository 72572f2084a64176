-- hera.with_descendants: an entity and all below it by parent_entity_id. No locks.
create or replace function hera.with_descendants(p_organization_id uuid, p_entity_id uuid)
returns uuid[] language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  return array(
    with recursive tree as (
      select p_entity_id as id
      union
      select e.id from public.core_entities e join tree t on e.parent_entity_id = t.id
      where e.organization_id = p_organization_id
    )
    select id from tree);
end
$$;

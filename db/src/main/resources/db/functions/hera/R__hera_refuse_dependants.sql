-- hera.refuse_dependants: what stands against removing an entity: children and relationships that point to it unless
-- p_cascade takes them along, transactions and lines always. ZH011, DETAIL counts them by kind. No locks.
create or replace function hera.refuse_dependants(
  p_organization_id uuid, p_entity_id uuid, p_ids uuid[], p_cascade boolean
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_children bigint := case when p_cascade then 0 else cardinality(p_ids) - 1 end;
  v_relationships bigint := 0;
  v_transactions bigint;
  v_lines bigint;
begin
  if not p_cascade then
    select count(*) into v_relationships from public.core_relationships r
    where r.organization_id = p_organization_id and r.to_entity_id = p_entity_id;
  end if;
  select count(*) into v_transactions from (
    select from public.universal_transactions t
    where t.organization_id = p_organization_id and t.source_entity_id = any (p_ids)
    union all
    select from public.universal_transactions t
    where t.organization_id = p_organization_id and t.target_entity_id = any (p_ids)) t;
  select count(*) into v_lines from public.universal_transaction_lines l
  where l.organization_id = p_organization_id and l.entity_id = any (p_ids);

  if v_children + v_relationships + v_transactions + v_lines > 0 then
    raise exception using errcode = 'ZH011', message = 'HERA_HAS_DEPENDANTS: other records depend on this entity',
      detail = json_build_object('children', v_children, 'relationships', v_relationships,
        'transactions', v_transactions, 'transaction_lines', v_lines)::text;
  end if;
end
$$;

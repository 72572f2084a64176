-- hera.set_transaction_relationships: hera.set_relationships for a transaction's relationships to entities: those given are
-- added or renewed; of p_replaced_types those not given are taken away. Answers what changed (hera.changed_relationships).
-- The transaction is locked by the caller. Locks: the rows and, by foreign key, the targets. Refuses: ZH008.
create or replace function hera.set_transaction_relationships(
  p_organization_id uuid, p_transaction_id uuid, p_relationships jsonb, p_replaced_types text[]
) returns jsonb language plpgsql volatile
set search_path = '' set timezone = 'UTC' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_old public.core_relationships[] := array(select r from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_transaction_id = p_transaction_id);
  v_distinct jsonb := hera.distinct_relationships(p_relationships);
  v_written integer;
begin
  delete from public.core_relationships r
  where r.organization_id = p_organization_id and r.from_transaction_id = p_transaction_id
    and r.relationship_type = any (p_replaced_types)
    and not exists (
      select from jsonb_array_elements(v_distinct) n
      where (n.value ->> 'to_entity_id')::uuid = r.to_entity_id
        and upper(n.value ->> 'relationship_type') = r.relationship_type);
  insert into public.core_relationships as r
    (organization_id, from_transaction_id, to_entity_id, relationship_type, smart_code, relationship_data, effective_date,
     expiration_date)
  select p_organization_id, p_transaction_id, t.id, upper(n.value ->> 'relationship_type'), n.value ->> 'smart_code',
    coalesce(nullif(n.value -> 'relationship_data', 'null'), '{}'),
    coalesce((n.value ->> 'effective_date')::timestamptz, now()), (n.value ->> 'expiration_date')::timestamptz
  from jsonb_array_elements(v_distinct) n
  -- As in hera.insert_relationships.
  cross join lateral (
    select e.id from public.core_entities e
    where e.organization_id = p_organization_id and e.id = (n.value ->> 'to_entity_id')::uuid and e.deleted_at is null
    limit 1
  ) t
  on conflict (organization_id, from_transaction_id, relationship_type, to_entity_id) where from_transaction_id is not null
  do update set smart_code = excluded.smart_code, relationship_data = excluded.relationship_data,
    effective_date = case when excluded.effective_date = now() and (r.expiration_date is null or r.expiration_date > now())
      then r.effective_date else excluded.effective_date end,
    expiration_date = excluded.expiration_date, updated_at = now(), updated_by = excluded.created_by
  where (r.smart_code::text, r.relationship_data::text, r.expiration_date) is distinct from
      (excluded.smart_code::text, excluded.relationship_data::text, excluded.expiration_date)
    or excluded.effective_date not in (now(), r.effective_date);
  get diagnostics v_written = row_count;
  if v_written < jsonb_array_length(v_distinct) then
    perform hera.refuse_missing_references(p_organization_id, null, v_distinct);
  end if;

  return hera.changed_relationships(v_old, array(select r from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_transaction_id = p_transaction_id));
end
$$;

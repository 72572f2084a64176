-- hera.migration_pairs: the transactions that a migration left behind as pairs which are nothing together (D6): an original
-- and its reversal of the same date (metadata.migration_batch_id), and of a withdrawn migration the reversal and what was
-- posted in the original's place (withdrawn_of_id). Turnover leaves them out. No locks.
create or replace function hera.migration_pairs(p_organization_id uuid)
returns table (transaction_id uuid) language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return query
  with pair as materialized (
    select r.id as reversal_id, r.reversal_of_id as original_id
    from public.universal_transactions r
    join public.universal_transactions o on o.organization_id = r.organization_id and o.id = r.reversal_of_id
    where r.organization_id = p_organization_id and r.reversal_of_id is not null and r.withdrawn_of_id is null
      and r.metadata ? 'migration_batch_id' and o.reversed_by_id = r.id and o.transaction_date = r.transaction_date
  )
  select p.reversal_id from pair p
  union all
  select p.original_id from pair p
  union all
  select w.id from public.universal_transactions w
  where w.organization_id = p_organization_id and w.withdrawn_of_id is not null;
end
$$;
grant execute on function hera.migration_pairs to hera_app;

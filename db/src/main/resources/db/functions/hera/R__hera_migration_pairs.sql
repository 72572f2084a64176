-- hera.migration_pairs: the transactions that a migration left behind as pairs which are nothing together (D6): an original
-- and its reversal (metadata.migration_batch_id), and of a withdrawn migration (metadata.migration_withdrawn) the reversal
-- and what was posted in the original's place (metadata.original_transaction_id). Turnover leaves them out. No locks.
create or replace function hera.migration_pairs(p_organization_id uuid)
returns table (transaction_id uuid) language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return query
  with reversal as materialized (
    select r.id, r.reversal_of_id, r.metadata ? 'migration_withdrawn' as is_withdrawn
    from public.universal_transactions r
    where r.organization_id = p_organization_id and r.reversal_of_id is not null
      and r.metadata ?| array['migration_batch_id', 'migration_withdrawn']
  )
  select r.id from reversal r
  union all
  select o.id from reversal r
  join public.universal_transactions o on o.organization_id = p_organization_id and o.id = r.reversal_of_id
  where o.posting_status = 'reversed' and o.reversed_by_id = r.id
  union all
  select p.id from public.universal_transactions p
  join reversal r on r.is_withdrawn and r.reversal_of_id::text = p.metadata ->> 'original_transaction_id'
  where p.organization_id = p_organization_id and p.metadata ? 'migration_withdrawn' and p.reversal_of_id is null;
end
$$;
grant execute on function hera.migration_pairs to hera_app;

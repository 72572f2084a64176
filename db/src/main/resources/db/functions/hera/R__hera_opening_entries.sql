-- hera.opening_entries: of the entries in a span what an organization brought with it from its former books (type GL_OPENING): a
-- statement shows it in what an account opened with, not in what was turned over. A reversal of such an entry is a movement
-- like any other. p_recorded as in hera.book_sums; p_pairs: those that a migration has reversed count, too. No locks.
create or replace function hera.opening_entries(
  p_organization_id uuid, p_from timestamptz, p_until timestamptz, p_recorded timestamptz, p_pairs boolean
) returns setof reporting.book_entries language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return query
  select e.*
  from public.universal_transactions t
  join reporting.book_entries e on e.organization_id = t.organization_id and e.transaction_id = t.id
  where t.organization_id = p_organization_id and t.transaction_type = 'GL_OPENING' and not t.is_system
    and t.transaction_date >= p_from and t.transaction_date < p_until and t.reversal_of_id is null
    and (p_recorded is null or e.posted_at < p_recorded)
    and (p_pairs or t.id not in (select p.transaction_id from hera.migration_pairs(p_organization_id) p));
end
$$;
grant execute on function hera.opening_entries to hera_app;

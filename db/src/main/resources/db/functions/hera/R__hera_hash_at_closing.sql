-- hera.hash_at_closing: the hash of the books up to the end of a fiscal period that is being closed, for whose sake the kept
-- balances are brought up to date. Locks: hera.keep_balances.
create or replace function hera.hash_at_closing(p_organization_id uuid, p_period_id uuid)
returns text language plpgsql volatile set search_path = '' as $$
declare
  v_code text := (
    select e.entity_code from public.core_entities e where e.organization_id = p_organization_id and e.id = p_period_id);
begin
  perform hera.keep_balances(p_organization_id);
  return hera.books_hash(p_organization_id, hera.end_of_period(p_organization_id, v_code), null);
end
$$;

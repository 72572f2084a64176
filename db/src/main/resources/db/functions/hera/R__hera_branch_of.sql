-- hera.branch_of: the branch that a transaction says it belongs to; NULL when it names none. Immutable, no locks.
create or replace function hera.branch_of(p_transaction public.universal_transactions)
returns uuid language plpgsql immutable set search_path = '' as $$
begin
  return case when pg_input_is_valid(p_transaction.business_context ->> 'branch_id', 'uuid')
    then (p_transaction.business_context ->> 'branch_id')::uuid end;
end
$$;

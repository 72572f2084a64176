-- hera.transaction_history: what happened to a transaction: see hera.subject_history. NULL when the organization knows no
-- such transaction, past or present; system records have none. Reads only.
create or replace function hera.transaction_history(p_transaction_id uuid, p_limit integer, p_cursor text)
returns text language plpgsql stable set search_path = '' as $$
begin
  return hera.subject_history('transaction', p_transaction_id, p_limit, p_cursor, exists (
    select from public.universal_transactions t
    where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_transaction_id
      and not t.is_system));
end
$$;
grant execute on function hera.transaction_history to hera_app;

-- hera.document_reference: another transaction as a printed document refers to it: {"type", "number", "date"}; NULL for none.
-- Needs TimeZone UTC. Reads only; no locks.
create or replace function hera.document_reference(p_organization_id uuid, p_transaction_id uuid)
returns json language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return (
    select json_build_object('type', t.transaction_type, 'number', coalesce(t.transaction_number, t.transaction_code, t.id::text),
      'date', t.transaction_date)
    from public.universal_transactions t
    where t.organization_id = p_organization_id and t.id = p_transaction_id);
end
$$;
grant execute on function hera.document_reference to hera_app;

-- hera.read_transaction: one transaction as text: its version, a space, its item (hera.transaction_item); NULL when there is
-- none or it is the system's. p_options: include_lines (true), include_dynamic (true), include_relationships,
-- include_audit_fields, include_deleted. Runs as the caller under row-level security; reads only.
create or replace function hera.read_transaction(p_transaction_id uuid, p_options jsonb)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
begin
  return (
    select t.version || ' ' || hera.transaction_item(t, coalesce((p_options ->> 'include_lines')::boolean, true),
      coalesce((p_options ->> 'include_dynamic')::boolean, true),
      coalesce((p_options ->> 'include_relationships')::boolean, false),
      coalesce((p_options ->> 'include_audit_fields')::boolean, false))
    from public.universal_transactions t
    where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_transaction_id
      and not t.is_system
      and (t.deleted_at is null or coalesce((p_options ->> 'include_deleted')::boolean, false)));
end
$$;
grant execute on function hera.read_transaction to hera_app;

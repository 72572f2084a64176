-- hera.changed_transaction_columns: in which columns two states of a transaction differ, as [{path, from, to}]; stamps,
-- versions and what the database derives left out. No locks.
-- Values are compared as text: jsonb takes 10.50 and 10.500 for equal, who reads them does not.
create or replace function hera.changed_transaction_columns(
  p_old public.universal_transactions, p_new public.universal_transactions
) returns jsonb language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
declare
  v_new jsonb := to_jsonb(p_new);
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', o.key, 'from', o.value, 'to', v_new -> o.key) order by o.key)
    from jsonb_each(to_jsonb(p_old) - array['organization_id', 'id', 'is_system', 'is_gl', 'is_financial', 'posted_xid', 'version',
      'created_at', 'updated_at', 'created_by', 'updated_by', 'log_cluster', 'log_xid', 'subject_id', 'idempotency_key']) o
    where o.value::text is distinct from (v_new -> o.key)::text), '[]');
end
$$;

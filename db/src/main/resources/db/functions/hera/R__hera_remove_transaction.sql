-- hera.remove_transaction: removes a draft with its lines, dynamic fields and relationships, and answers everything it held
-- as [{path, from, to: null}], so that the log can restore it. The row is locked by the caller. Refuses: ZH013 posted.
create or replace function hera.remove_transaction(p_old public.universal_transactions)
returns jsonb language plpgsql volatile set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_held jsonb := to_jsonb(p_old) - array['organization_id', 'id', 'version', 'created_at', 'updated_at', 'created_by', 'updated_by',
    'is_system', 'is_gl', 'is_financial', 'posted_xid', 'log_cluster', 'log_xid', 'subject_id', 'idempotency_key'];
begin
  if p_old.posting_status <> 'draft' then
    perform hera.refuse_state(p_old.posting_status, 'a posted transaction is never removed; reverse it', null);
  end if;
  v_held := v_held || jsonb_build_object('lines', hera.lines_by_number(p_old.organization_id, p_old.id),
    'dynamic', ('{' || hera.fields_of_transaction(p_old.organization_id, p_old.id) || '}')::jsonb,
    'relationships', hera.relationships_of_transaction(p_old.organization_id, p_old.id)::jsonb);
  delete from public.universal_transaction_lines l
  where l.organization_id = p_old.organization_id and l.transaction_id = p_old.id;
  delete from public.core_dynamic_data d where d.organization_id = p_old.organization_id and d.transaction_id = p_old.id;
  delete from public.core_relationships r
  where r.organization_id = p_old.organization_id and r.from_transaction_id = p_old.id;
  delete from public.universal_transactions t where t.organization_id = p_old.organization_id and t.id = p_old.id;
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', h.key, 'from', h.value, 'to', null) order by h.key)
    from jsonb_each(v_held) h where h.value not in ('null', '{}', '[]')), '[]');
end
$$;

-- hera.txn_role: the role that an action of hera_txn_crud_v1 needs at least. ZH009 for an unknown action. Immutable.
create or replace function hera.txn_role(p_action text, p_payload jsonb)
returns text language plpgsql immutable set search_path = '' as $$
begin
  case p_action
    when 'READ', 'QUERY', 'VALIDATE' then return 'viewer';
    when 'CREATE', 'EMIT', 'UPDATE' then return 'staff';
    when 'VOID' then return 'manager';
    when 'REVERSE' then return 'finance_admin';
    when 'DELETE' then return case when (p_payload ->> 'force')::boolean then 'admin'
      else hera.transaction_role('DELETE', p_payload) end;
    else raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: p_action must be CREATE, READ, UPDATE, '
      || 'DELETE, QUERY, EMIT, REVERSE, VOID or VALIDATE', detail = '{"field": "p_action"}';
  end case;
end
$$;

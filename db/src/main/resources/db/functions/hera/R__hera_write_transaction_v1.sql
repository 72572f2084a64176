-- hera.write_transaction_v1: CREATE, EMIT, UPDATE, DELETE, REVERSE, VOID and VALIDATE of hera_txn_crud_v1, after the caller was
-- let in: {success, action, transaction_id, version, transaction, data}. A line without smart code takes the header's.
-- Locks and refusals: those of the functions it calls.
create or replace function hera.write_transaction_v1(p_action text, p_organization_id uuid, p_role text, p_payload jsonb)
returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  v_header jsonb := coalesce(p_payload -> 'header', p_payload - array['lines', 'dynamic', 'relationships', 'reason']);
  v_id uuid := coalesce(p_payload ->> 'transaction_id', p_payload ->> 'id', v_header ->> 'transaction_id', v_header ->> 'id')::uuid;
  v_lines jsonb[] := case when jsonb_typeof(p_payload -> 'lines') = 'array' then
    array(select l.value from jsonb_array_elements(p_payload -> 'lines') with ordinality l (value, position) order by l.position) end;
  v_options jsonb := p_payload || '{"lines_default_smart_code": true}';
  v_answer jsonb;
begin
  if v_header ? 'status' and not v_header ? 'transaction_status' then
    v_header := v_header || jsonb_build_object('transaction_status', v_header -> 'status');
  end if;
  if p_action = 'VALIDATE' then
    return hera.try_transaction(p_organization_id, v_header, v_lines);
  end if;
  v_answer := case p_action
    when 'UPDATE' then hera.update_transaction(p_organization_id, p_role, v_header || jsonb_build_object('transaction_id', v_id),
      v_lines, nullif(p_payload -> 'dynamic', 'null'), null, null, v_options)
    when 'DELETE' then hera.delete_transaction(p_organization_id, p_role, v_id, v_options || case
      when (p_payload ->> 'force')::boolean then '{"hard_delete": true}' else '{}' end::jsonb)
    when 'REVERSE' then hera.reverse_transaction(p_organization_id, p_role, v_id, v_options)
    when 'VOID' then hera.void_transaction(p_organization_id, p_role, v_id, v_options)
    else hera.create_transaction(p_organization_id, p_role, v_header || '{}', v_lines,
      coalesce(nullif(p_payload -> 'dynamic', 'null'), '{}'), coalesce(nullif(p_payload -> 'relationships', 'null'), '[]'), v_options)
  end;
  v_answer := v_answer || jsonb_build_object('action', p_action, 'id', v_answer -> 'transaction_id');
  v_header := hera.transaction_bundle((v_answer ->> 'transaction_id')::uuid, '{"include_deleted": true}');
  return v_answer || jsonb_build_object('transaction', v_header, 'data', v_header);
end
$$;

-- hera.try_transaction: whether a transaction could be created now, by creating it and undoing that: {success, action, valid,
-- errors: [{code, message, context}]}. Changes nothing.
create or replace function hera.try_transaction(p_organization_id uuid, p_header jsonb, p_lines jsonb[])
returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  v_possible boolean := false;
  v_state text;
  v_message text;
  v_detail text;
begin
  begin
    perform hera.create_transaction(p_organization_id, 'owner', p_header, p_lines, '{}', '[]', '{"lines_default_smart_code": true}');
    v_possible := true;
    raise exception using errcode = 'ZH000';
  exception
    when serialization_failure or deadlock_detected or query_canceled then
      raise;
    when others then
      get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail;
  end;
  if v_possible then
    return '{"success": true, "action": "VALIDATE", "valid": true, "errors": []}';
  end if;
  return jsonb_build_object('success', true, 'action', 'VALIDATE', 'valid', false, 'errors', jsonb_build_array(
    jsonb_build_object('code', v_state, 'message', case when v_state like 'ZH%' then v_message else 'A value cannot be stored' end,
      'context', case when v_state like 'ZH%' and starts_with(v_detail, '{') then v_detail::jsonb end)));
end
$$;

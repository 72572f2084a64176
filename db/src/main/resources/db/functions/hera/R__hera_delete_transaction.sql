-- hera.delete_transaction: takes a transaction away: soft_delete (default) sets deleted_at, hard_delete removes a draft with
-- its lines, fields and relationships, reverse books its mirror (hera.reverse_transaction). p_options: delete_action (or
-- action), hard_delete, expected_version, delete_reason (or reason), reversal_date, reversal_smart_code. Answers
-- {transaction_id, success, message, version, deleted, mode, reversal_transaction_id?}.
-- Locks: the transaction, its period (shared). Refuses: ZH003-ZH006, ZH009 an unknown action, ZH013 what is posted, ZH017.
create or replace function hera.delete_transaction(
  p_organization_id uuid, p_role text, p_transaction_id uuid, p_options jsonb
) returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_action text := hera.delete_action(p_options);
  v_reason text := coalesce(p_options ->> 'delete_reason', p_options ->> 'reason');
  v_old public.universal_transactions;
  v_new public.universal_transactions;
  v_changes jsonb;
  v_answer jsonb;
begin
  if v_action = 'reverse' then
    return hera.reverse_transaction(p_organization_id, p_role, p_transaction_id, p_options);
  end if;
  v_old := hera.lock_transaction(p_organization_id, p_transaction_id, (p_options ->> 'expected_version')::integer,
    v_action = 'hard_delete');
  if v_action = 'hard_delete' then
    v_changes := hera.remove_transaction(v_old);
  else
    if v_old.is_gl then
      perform hera.require_role(p_role, 'finance_admin', 'a GL transaction');
    end if;
    v_new := v_old;
    v_new.deleted_at := now();
    perform hera.store_transaction(v_new);
    v_changes := jsonb_build_array(jsonb_build_object('path', 'deleted_at', 'from', null, 'to', to_jsonb(now())));
  end if;

  v_answer := jsonb_build_object('transaction_id', p_transaction_id, 'success', true, 'message',
    'Transaction deleted successfully', 'version', v_old.version + 1, 'deleted', true,
    'mode', case v_action when 'hard_delete' then 'HARD' else 'SOFT' end);
  perform hera.log_change(p_organization_id, p_transaction_id, case v_action when 'hard_delete' then 'HARD_DELETE' else 'DELETE' end,
    v_old.transaction_type, v_old.smart_code, v_old.version + 1, v_reason,
    jsonb_build_object('subject', 'transaction', 'changes', v_changes), v_answer);
  return v_answer;
end
$$;

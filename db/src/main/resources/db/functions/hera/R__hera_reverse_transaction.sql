-- hera.reverse_transaction: books the mirror of a posted transaction (D6), dated p_options.reversal_date, else now, and links
-- the two both ways: the original becomes reversed. One of many parallel reversals succeeds. p_options: reason (or
-- delete_reason, reversal_reason), reversal_date, reversal_smart_code, expected_version. Answers {transaction_id, success,
-- message, version, deleted, mode, reversal_transaction_id, reversal_number}.
-- Locks in order: the original, the reversal's fiscal period (shared). Refuses: ZH003 without finance_admin, ZH005, ZH006,
-- ZH013 with {state: already_reversed, is_reversal, draft or deleted}, ZH017.
create or replace function hera.reverse_transaction(
  p_organization_id uuid, p_role text, p_transaction_id uuid, p_options jsonb
) returns jsonb language plpgsql volatile set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_reversal_id uuid := uuidv7();
  v_number text := hera.new_transaction_number(v_reversal_id);
  v_reason text := coalesce(p_options ->> 'reason', p_options ->> 'delete_reason', p_options ->> 'reversal_reason');
  v_old public.universal_transactions;
  v_answer jsonb;
begin
  perform hera.require_role(p_role, 'finance_admin', 'a reversal');
  v_old := hera.lock_transaction(p_organization_id, p_transaction_id, null, false);
  perform hera.refuse_wrong_reversal(p_organization_id, p_transaction_id);
  if (p_options ->> 'expected_version')::integer <> v_old.version then
    perform hera.lock_transaction(p_organization_id, p_transaction_id, (p_options ->> 'expected_version')::integer, false);
  end if;
  set constraints public.the_books_guard_a_reversal deferred;
  perform hera.insert_reversal(v_old, v_reversal_id, v_number, v_reason, p_options);
  v_old.posting_status := 'reversed';
  v_old.reversed_by_id := v_reversal_id;
  perform hera.store_transaction(v_old);
  set constraints public.the_books_guard_a_reversal immediate;

  v_answer := jsonb_build_object('transaction_id', p_transaction_id, 'success', true, 'message',
    'Transaction reversed successfully', 'version', v_old.version + 1, 'deleted', false, 'mode', 'REVERSE',
    'reversal_transaction_id', v_reversal_id, 'reversal_number', v_number);
  perform hera.log_change(p_organization_id, v_reversal_id, 'CREATE', v_old.transaction_type, v_old.smart_code, 1, v_reason,
    jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'reversal_of_id', 'from', null, 'to', p_transaction_id))), null);
  perform hera.log_change(p_organization_id, p_transaction_id, 'REVERSE', v_old.transaction_type, v_old.smart_code,
    v_old.version + 1, v_reason, jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'posting_status', 'from', 'posted', 'to', 'reversed'),
      jsonb_build_object('path', 'reversed_by_id', 'from', null, 'to', v_reversal_id))), v_answer);
  return v_answer;
end
$$;

-- hera.book_reversal: books the mirror of a posted transaction, links the two both ways and logs it: the second half of
-- hera.reverse_transaction, once it is known that this may be. The original is locked by the caller. p_options and the answer:
-- hera.reverse_transaction. Locks: the reversal's fiscal period (shared). Refuses: ZH017.
create or replace function hera.book_reversal(p_original public.universal_transactions, p_options jsonb)
returns jsonb language plpgsql volatile set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_reversal_id uuid := uuidv7();
  v_number text := hera.new_transaction_number(v_reversal_id);
  v_reason text := coalesce(p_options ->> 'reason', p_options ->> 'delete_reason', p_options ->> 'reversal_reason');
  v_answer jsonb;
begin
  set constraints public.the_books_guard_a_reversal deferred;
  perform hera.insert_reversal(p_original, v_reversal_id, v_number, v_reason, p_options);
  p_original.posting_status := 'reversed';
  p_original.reversed_by_id := v_reversal_id;
  perform hera.store_transaction(p_original);
  set constraints public.the_books_guard_a_reversal immediate;

  v_answer := jsonb_build_object('transaction_id', p_original.id, 'success', true, 'message',
    'Transaction reversed successfully', 'version', p_original.version + 1, 'deleted', false, 'mode', 'REVERSE',
    'reversal_transaction_id', v_reversal_id, 'reversal_number', v_number);
  perform hera.log_change(p_original.organization_id, v_reversal_id, 'CREATE', p_original.transaction_type, p_original.smart_code, 1, v_reason,
    jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'reversal_of_id', 'from', null, 'to', p_original.id))), null);
  perform hera.log_change(p_original.organization_id, p_original.id, 'REVERSE', p_original.transaction_type, p_original.smart_code,
    p_original.version + 1, v_reason, jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'posting_status', 'from', 'posted', 'to', 'reversed'),
      jsonb_build_object('path', 'reversed_by_id', 'from', null, 'to', v_reversal_id))), v_answer);
  return v_answer;
end
$$;

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
  v_old public.universal_transactions;
begin
  perform hera.require_role(p_role, 'finance_admin', 'a reversal');
  v_old := hera.lock_transaction(p_organization_id, p_transaction_id, null, false);
  perform hera.refuse_wrong_reversal(p_organization_id, p_transaction_id);
  if (p_options ->> 'expected_version')::integer <> v_old.version then
    perform hera.lock_transaction(p_organization_id, p_transaction_id, (p_options ->> 'expected_version')::integer, false);
  end if;
  return hera.book_reversal(v_old, p_options);
end
$$;

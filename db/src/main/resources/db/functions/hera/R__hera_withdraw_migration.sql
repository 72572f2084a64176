-- hera.withdraw_migration: takes back what a migration did to one transaction (D6): the reversal and the posting in the original's
-- place (p_reposted_id, whose metadata.original_transaction_id names the original) are marked migration_withdrawn and become
-- nothing together, and the original is posted again; no statement moves. Each of the three is logged. Answers {transaction_id
-- (the original), reversal_transaction_id, reposted_transaction_id, version (of the original)}.
-- Locks in order: the original, what was posted instead, the reversal; the fiscal period (shared). Refuses: ZH003 without
-- finance_admin, ZH005, ZH013 with {state: not_migrated, not_equal, or as hera.refuse_wrong_reversal}, ZH017. Idempotent by the
-- request's key.
create or replace function hera.withdraw_migration(p_reposted_id uuid, p_reason text)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_original public.universal_transactions;
  v_reposted public.universal_transactions;
  v_reversal public.universal_transactions;
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  v_original := hera.lock_transaction(v_organization_id, hera.original_of_migration(v_organization_id, p_reposted_id), null, false);
  v_reposted := hera.lock_transaction(v_organization_id, p_reposted_id, null, false);
  -- What must not be reversed, such as a sale that was refunded since, must not be withdrawn.
  perform hera.refuse_wrong_reversal(v_organization_id, v_reposted.id);
  if v_original.reversed_by_id is null then
    perform hera.refuse_state(v_original.posting_status, 'the original is not reversed', null);
  end if;
  v_reversal := hera.lock_transaction(v_organization_id, v_original.reversed_by_id, null, false);

  set constraints public.the_books_guard_a_withdrawal deferred;
  perform hera.mark_withdrawn(v_reversal, v_original.id, p_reason);
  perform hera.mark_withdrawn(v_reposted, v_original.id, p_reason);
  v_original.posting_status := 'posted';
  v_original.reversed_by_id := null;
  perform hera.store_transaction(v_original);
  set constraints public.the_books_guard_a_withdrawal immediate;

  v_answer := jsonb_build_object('transaction_id', v_original.id, 'reversal_transaction_id', v_reversal.id,
    'reposted_transaction_id', v_reposted.id, 'version', v_original.version + 1);
  perform hera.log_change(v_organization_id, v_original.id, 'RESTORE', v_original.transaction_type, v_original.smart_code,
    v_original.version + 1, p_reason, jsonb_build_object('subject', 'transaction', 'changes', jsonb_build_array(
      jsonb_build_object('path', 'posting_status', 'from', 'reversed', 'to', 'posted'),
      jsonb_build_object('path', 'reversed_by_id', 'from', v_reversal.id, 'to', null))), v_answer);
  return v_answer;
end
$$;
alter function hera.withdraw_migration(uuid, text) owner to hera_writer;
grant execute on function hera.withdraw_migration(uuid, text) to hera_app;

-- hera.undo_transaction_creation: takes back, for a run that is undone, a transaction that one of its steps created: what is posted
-- is reversed, a draft is removed. What was never created, or is taken back already, is fine. No role is asked: it was when
-- the run began. Answers {transaction_id, mode, reversal_transaction_id?}. Locks and refusals: hera.delete_transaction.
create or replace function hera.undo_transaction_creation(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_id uuid := (p_inputs ->> 'transaction_id')::uuid;
  v_status text;
begin
  select t.posting_status into v_status from public.universal_transactions t
  where t.organization_id = v_here and t.id = v_id and t.deleted_at is null and not t.is_system
  for no key update;
  if v_status is null or v_status = 'reversed' then
    return '{"mode": "NOTHING"}';
  end if;
  return hera.change_transaction('DELETE', v_here, 'owner', jsonb_build_object('transaction_id', v_id), null, null, null,
    jsonb_build_object('delete_action', case v_status when 'draft' then 'hard_delete' else 'reverse' end,
      'reason', 'undone by run ' || (p_context ->> 'run_id'))) - array['success', 'message'];
end
$$;
alter function hera.undo_transaction_creation owner to hera_writer;
grant execute on function hera.undo_transaction_creation to hera_app;

-- hera.lock_transaction: the transaction that is about to change, locked against other writers until the transaction
-- ends; it exists, is no system record, is not deleted unless p_deleted_too, and has the expected version when one is
-- given. Locks: its row (no key update). Refuses: ZH004, ZH005, ZH006 with both versions in DETAIL.
create or replace function hera.lock_transaction(
  p_organization_id uuid, p_transaction_id uuid, p_expected_version integer, p_deleted_too boolean
) returns public.universal_transactions language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_transaction public.universal_transactions;
begin
  select * into v_transaction from public.universal_transactions t
  where t.organization_id = p_organization_id and t.id = p_transaction_id
  for no key update;
  if not found or v_transaction.deleted_at is not null and not p_deleted_too then
    raise exception using errcode = 'ZH005', message = 'HERA_TRANSACTION_NOT_FOUND: there is no such transaction';
  end if;
  perform hera.refuse_system_kind(v_transaction.transaction_type);
  if p_expected_version <> v_transaction.version then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: the transaction was changed by someone else',
      detail = json_build_object('expected_version', p_expected_version, 'current_version', v_transaction.version)::text;
  end if;
  return v_transaction;
end
$$;

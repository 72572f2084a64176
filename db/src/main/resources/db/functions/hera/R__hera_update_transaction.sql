-- hera.update_transaction: changes what is given of a transaction; lines given (even none) replace all lines, dynamic
-- fields merge, relationships replace those of p_replaced_types; NULL leaves a part alone. Raises the version by one and
-- logs from what to what; when it already is as given, neither. p_options: expected_version, reason, lines_default_smart_code. Answers {transaction_id, success,
-- message, version}.
-- Locks in order: the transaction, its fiscal periods (shared), its parts, by foreign key entities. Refuses: ZH003-ZH006,
-- ZH008-ZH010, ZH013 posted, ZH016-ZH018; 23505 taken number.
create or replace function hera.update_transaction(
  p_organization_id uuid, p_role text, p_transaction jsonb, p_lines jsonb[], p_dynamic jsonb, p_relationships jsonb,
  p_replaced_types text[], p_options jsonb
) returns jsonb language plpgsql volatile set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_id uuid := coalesce(p_transaction ->> 'transaction_id', p_transaction ->> 'id')::uuid;
  v_old public.universal_transactions;
  v_new public.universal_transactions;
  v_changes jsonb := '[]';
  v_answer jsonb;
begin
  v_old := hera.lock_transaction(p_organization_id, v_id, (p_options ->> 'expected_version')::integer, false);
  v_new := hera.patched_transaction(v_old, p_transaction);
  perform hera.refuse_reserved(p_role, null, p_dynamic, p_relationships);
  v_new.is_gl := case when p_lines is null and v_old.is_gl then true
    else hera.transaction_kind(v_new.transaction_type, v_new.smart_code, p_lines) = 'gl' end;
  if v_old.is_gl or v_new.is_gl then
    perform hera.require_role(p_role, 'finance_admin', 'a GL transaction');
  end if;
  perform hera.refuse_missing_entities(p_organization_id,
    case when v_new.source_entity_id is distinct from v_old.source_entity_id then v_new.source_entity_id end,
    case when v_new.target_entity_id is distinct from v_old.target_entity_id then v_new.target_entity_id end, p_lines);

  v_changes := hera.changed_transaction_columns(v_old, v_new);
  if p_lines is not null then
    v_changes := v_changes || hera.replace_lines(v_old, v_new, p_lines,
      case when (p_options ->> 'lines_default_smart_code')::boolean then v_new.smart_code::text end);
  end if;
  if p_dynamic is not null and p_dynamic <> '{}' then
    perform hera.refuse_uncoded_fields(p_organization_id, null, v_id, p_dynamic);
    v_changes := v_changes || hera.merge_transaction_fields(p_organization_id, v_id, p_dynamic);
  end if;
  if p_relationships is not null then
    v_changes := v_changes || hera.set_transaction_relationships(p_organization_id, v_id, p_relationships, p_replaced_types);
  end if;
  if v_changes = '[]' then
    return hera.leave_unchanged(p_organization_id, v_id, v_old.transaction_type, v_old.smart_code, v_old.version,
      jsonb_build_object('transaction_id', v_id, 'success', true, 'message', 'Transaction is unchanged', 'version', v_old.version));
  end if;
  perform hera.store_transaction(v_new);

  v_answer := jsonb_build_object('transaction_id', v_id, 'success', true, 'message', 'Transaction updated successfully',
    'version', v_old.version + 1);
  perform hera.log_change(p_organization_id, v_id, 'UPDATE', v_new.transaction_type, v_new.smart_code, v_old.version + 1,
    p_options ->> 'reason', jsonb_build_object('subject', 'transaction', 'changes', v_changes), v_answer);
  return v_answer;
end
$$;

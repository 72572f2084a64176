-- hera.create_transaction: writes a transaction, its lines, dynamic fields and relationships, and the log row of it all.
-- The caller has been let in by hera.enter (role p_role) and has asked hera.idempotent_replay. p_options:
-- lines_default_smart_code. p_origin_id: what it follows from, which only functions know. Answers {transaction_id, success, message, version, posting_status, transaction_number}.
-- Locks in order: the fiscal period (shared), the transaction, by foreign key entities. Refuses: ZH003 GL without
-- finance_admin, ZH004, ZH008-ZH010, ZH016-ZH018; 23505 taken number.
-- The form before this one, which knew no origin, would stay beside it.
drop function if exists hera.create_transaction(uuid, text, jsonb, jsonb[], jsonb, jsonb, jsonb);
create or replace function hera.create_transaction(
  p_organization_id uuid, p_role text, p_transaction jsonb, p_lines jsonb[], p_dynamic jsonb, p_relationships jsonb,
  p_options jsonb, p_origin_id uuid default null
) returns jsonb language plpgsql volatile set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_id uuid := uuidv7();
  v_type text := upper(p_transaction ->> 'transaction_type');
  v_kind text;
  v_source uuid := (p_transaction ->> 'source_entity_id')::uuid;
  v_target uuid := (p_transaction ->> 'target_entity_id')::uuid;
  v_base text := hera.base_currency(p_organization_id);
  v_status text;
  -- Posted only once its lines are there and can be valued.
  v_foreign boolean;
  v_new public.universal_transactions;
  v_answer jsonb;
begin
  perform hera.refuse_system_kind(v_type);
  perform hera.refuse_reserved(p_role, null, p_dynamic, p_relationships);
  perform hera.refuse_incomplete_transaction(p_transaction);
  v_kind := hera.transaction_kind(v_type, p_transaction ->> 'smart_code', p_lines);
  if v_kind = 'gl' then
    perform hera.require_role(p_role, 'finance_admin', 'a GL transaction');
  end if;
  perform hera.refuse_missing_entities(p_organization_id, v_source, v_target, p_lines);

  v_status := hera.birth_status(p_transaction ->> 'posting_status', v_kind);
  v_foreign := v_kind = 'gl' and v_status = 'posted' and exists (
    select from unnest(p_lines) l (value)
    where coalesce(l.value ->> 'currency_code', p_transaction ->> 'currency_code', v_base) <> v_base);

  insert into public.universal_transactions
    (organization_id, id, transaction_type, transaction_code, transaction_number, smart_code, transaction_date,
     source_entity_id, target_entity_id, total_amount, currency_code, transaction_status, reference_number,
     external_reference, business_context, metadata, posting_status, ai_confidence_score, is_gl, origin_id)
  values
    (p_organization_id, v_id, v_type, p_transaction ->> 'transaction_code',
     coalesce(p_transaction ->> 'transaction_number', hera.new_transaction_number(v_id)), p_transaction ->> 'smart_code',
     hera.instant_of(p_transaction ->> 'transaction_date', 0), v_source, v_target,
     (p_transaction ->> 'total_amount')::numeric,
     coalesce(p_transaction ->> 'currency_code', v_base),
     coalesce(p_transaction ->> 'transaction_status', 'PENDING'), p_transaction ->> 'reference_number',
     p_transaction ->> 'external_reference', coalesce(nullif(p_transaction -> 'business_context', 'null'), '{}'),
     coalesce(nullif(p_transaction -> 'metadata', 'null'), '{}'),
     case when v_foreign then 'draft' else v_status end, (p_transaction ->> 'ai_confidence_score')::numeric,
     v_kind = 'gl', p_origin_id)
  returning * into v_new;
  if cardinality(p_lines) > 0 then
    -- The base currency is asked for once more: until now, when the period is held, it could change (hera.guard_books_settings).
    perform hera.insert_lines(p_organization_id, v_id, p_lines, v_new.currency_code,
      case when (p_options ->> 'lines_default_smart_code')::boolean then v_new.smart_code::text end,
      case when v_kind = 'gl' and v_new.posting_status <> 'draft' then hera.base_currency(p_organization_id) end);
  end if;
  if v_foreign then
    update public.universal_transactions t set posting_status = v_status
    where t.organization_id = p_organization_id and t.id = v_id
    returning * into v_new;
  end if;
  if p_dynamic <> '{}' then
    perform hera.merge_transaction_fields(p_organization_id, v_id, p_dynamic);
  end if;
  if p_relationships <> '[]' then
    perform hera.set_transaction_relationships(p_organization_id, v_id, p_relationships, '{}');
  end if;

  v_answer := jsonb_build_object('transaction_id', v_id, 'success', true, 'message', 'Transaction created successfully',
    'version', 1, 'posting_status', v_new.posting_status, 'transaction_number', v_new.transaction_number);
  perform hera.log_change(p_organization_id, v_id, 'CREATE', v_type, v_new.smart_code, 1, null,
    jsonb_build_object('subject', 'transaction', 'created', jsonb_build_object('transaction', p_transaction, 'lines',
      coalesce(to_jsonb(p_lines), '[]'), 'dynamic', coalesce(p_dynamic, '{}'), 'relationships', p_relationships)), v_answer);
  return v_answer;
end
$$;

-- hera.store_period_status: gives a fiscal period its new state, as its next version, with the log row; what is closed keeps
-- since when, and the hash of the books up to its end (promise L8), of balances that are brought up to date for it. The caller holds the period's lock. Answers {success, period_code, period_status, previous_status, version,
-- message}. Locks: the period's row and fields.
create or replace function hera.store_period_status(
  p_organization_id uuid, p_id uuid, p_action text, p_status text, p_reason text
) returns jsonb language plpgsql volatile set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_changes jsonb;
  v_period public.core_entities;
  v_answer jsonb;
begin
  v_changes := hera.merge_fields(p_organization_id, p_id, jsonb_build_object(
    'period_status', jsonb_build_object('field_type', 'text', 'field_value_text', p_status)) || case p_action
      when 'CLOSE' then jsonb_build_object('closed_at', jsonb_build_object('field_type', 'date', 'field_value_date',
        hera.utc(clock_timestamp()), 'smart_code', 'HERA.FIN.FISCAL.DYN.CLOSED_AT.V1'),
        'books_hash', jsonb_build_object('field_type', 'text', 'field_value_text', hera.hash_at_closing(p_organization_id, p_id),
          'smart_code', 'HERA.FIN.FISCAL.DYN.BOOKS_HASH.V1'))
      when 'OPEN' then '{"closed_at": null, "books_hash": null}'
      else '{}' end);
  update public.core_entities e
  set dynamic_snapshot = hera.render_fields(hera.stored_fields(p_organization_id, p_id)), version = e.version + 1,
    updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_organization_id and e.id = p_id
  returning * into v_period;
  v_answer := jsonb_build_object('success', true, 'period_code', v_period.entity_code, 'period_status', p_status,
    'previous_status', jsonb_path_query_first(v_changes, '$[*] ? (@.path == "dynamic.period_status").from'),
    'version', v_period.version, 'message', format('Fiscal period %s is %s', v_period.entity_code, lower(p_status)));
  perform hera.log_change(p_organization_id, p_id, 'PERIOD_' || p_action, 'FISCAL_PERIOD', v_period.smart_code,
    v_period.version, p_reason, jsonb_build_object('changes', v_changes), v_answer);
  return v_answer;
end
$$;

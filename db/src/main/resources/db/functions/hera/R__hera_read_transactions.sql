-- hera.read_transactions: READ of the crud functions: filters in p_transaction, the rest in p_options (search_query is q).
-- Answers {success, data, count, next_cursor?, total?}. Reads only. Refuses: ZH009.
create or replace function hera.read_transactions(p_transaction jsonb, p_options jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_given jsonb := jsonb_strip_nulls(coalesce(p_options, '{}') || coalesce(p_transaction, '{}'));
  v_query jsonb := jsonb_strip_nulls(jsonb_build_object(
    'transaction_id', coalesce(v_given ->> 'transaction_id', v_given ->> 'id'),
    'transaction_type', upper(v_given ->> 'transaction_type'),
    'transaction_status', coalesce(v_given ->> 'transaction_status', v_given ->> 'status'),
    'q', coalesce(v_given ->> 'q', v_given ->> 'search_query')));
  v_name text;
begin
  foreach v_name in array array['transaction_number', 'transaction_code', 'source_entity_id', 'target_entity_id', 'smart_code',
      'posting_status', 'branch_id', 'reversal_of_id', 'date_from', 'date_to', 'include_lines', 'include_dynamic',
      'include_relationships', 'include_audit_fields', 'include_deleted', 'include_total', 'limit', 'offset', 'cursor', 'order'] loop
    if v_given ? v_name then
      v_query := v_query || jsonb_build_object(v_name, v_given -> v_name);
    end if;
  end loop;
  if (v_query ->> 'limit')::integer not between 1 and 1000 then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: limit must be between 1 and 1000',
      detail = '{"field": "p_options.limit"}';
  end if;
  return ('{"success":true,' || hera.list_transactions(v_query) || '}')::jsonb;
end
$$;

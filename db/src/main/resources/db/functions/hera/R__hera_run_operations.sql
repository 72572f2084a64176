-- hera.run_operations: carries out a batch's operations in order and gathers what each answers or why it was refused;
-- with p_stop the first refusal ends it. See hera.change_entities_in_batch.
create or replace function hera.run_operations(p_stop boolean, p_operations jsonb[])
returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  v_results jsonb[] := '{}';
  v_request text := current_setting('hera.request', true);
  v_answer jsonb;
  v_state text;
  v_message text;
  v_detail text;
  v_constraint text;
begin
  -- The key belongs to the batch, not to its operations.
  perform set_config('hera.request', (nullif(v_request, '')::jsonb - 'idempotency_key')::text, true);
  for v_index in 1 .. coalesce(cardinality(p_operations), 0) loop
    begin
      v_answer := hera.run_operation(p_operations[v_index]);
      v_results := v_results || (jsonb_build_object('index', v_index - 1) || (v_answer - array['success', 'message']));
    exception
      when serialization_failure or deadlock_detected or query_canceled then
        raise;
      when others then
        get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail,
          v_constraint = constraint_name;
        v_results := v_results || jsonb_build_object('index', v_index - 1, 'sqlstate', v_state, 'message', v_message,
          'detail', v_detail, 'constraint', v_constraint);
        exit when p_stop;
    end;
  end loop;
  perform set_config('hera.request', coalesce(v_request, ''), true);
  return to_jsonb(v_results);
end
$$;

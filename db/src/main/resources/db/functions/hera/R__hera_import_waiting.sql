-- hera.import_waiting: sets the references that waited, line by line. See hera.import_references.
create or replace function hera.import_waiting(p_after integer, p_limit integer)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_line record;
  v_last integer;
  v_lines integer := 0;
  v_failures jsonb[] := '{}';
  v_state text;
  v_message text;
  v_detail text;
begin
  for v_line in
    select i.line, i.entity_id, i.later from pg_temp.hera_import i
    where i.line > p_after and i.later is not null and i.entity_id is not null order by i.line limit p_limit
  loop
    v_lines := v_lines + 1;
    v_last := v_line.line;
    begin
      perform hera.import_reference(v_line.entity_id, v_line.later);
    exception
      when serialization_failure or deadlock_detected or query_canceled then
        raise;
      when others then
        get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail;
        v_failures := v_failures || jsonb_build_object('line', v_line.line, 'sqlstate', v_state, 'message', v_message,
          'detail', v_detail, 'constraint', null);
    end;
  end loop;
  return jsonb_build_object('last', v_last, 'lines', v_lines, 'failures', to_jsonb(v_failures));
end
$$;

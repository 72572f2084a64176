-- hera.import_lines: writes the lines of an import that are named, at once when all of them can be, else each half on its
-- own, down to the single line that is refused. So a good file costs least and a bad line costs no other. Answers
-- {created, updated, unchanged, failures: [{line, sqlstate, message, detail, constraint}]}. See hera.import_entities.
create or replace function hera.import_lines(p_role text, p_upsert boolean, p_lines integer[])
returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  v_half integer := cardinality(p_lines) / 2;
  v_left jsonb;
  v_right jsonb;
  v_state text;
  v_message text;
  v_detail text;
  v_constraint text;
begin
  if coalesce(cardinality(p_lines), 0) = 0 then
    return '{"created": 0, "updated": 0, "unchanged": 0, "failures": []}';
  end if;
  begin
    return hera.import_at_once(p_role, p_upsert, p_lines);
  exception
    when serialization_failure or deadlock_detected or query_canceled then
      raise;
    when others then
      if cardinality(p_lines) = 1 then
        get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail,
          v_constraint = constraint_name;
        return jsonb_build_object('created', 0, 'updated', 0, 'unchanged', 0, 'failures', jsonb_build_array(jsonb_build_object(
          'line', p_lines[1], 'sqlstate', v_state, 'message', v_message, 'detail', v_detail, 'constraint', v_constraint)));
      end if;
  end;
  v_left := hera.import_lines(p_role, p_upsert, p_lines[:v_half]);
  v_right := hera.import_lines(p_role, p_upsert, p_lines[v_half + 1:]);
  return jsonb_build_object(
    'created', (v_left ->> 'created')::integer + (v_right ->> 'created')::integer,
    'updated', (v_left ->> 'updated')::integer + (v_right ->> 'updated')::integer,
    'unchanged', (v_left ->> 'unchanged')::integer + (v_right ->> 'unchanged')::integer,
    'failures', v_left -> 'failures' || (v_right -> 'failures'));
end
$$;

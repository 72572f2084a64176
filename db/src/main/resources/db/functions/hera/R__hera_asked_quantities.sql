-- hera.asked_quantities: {line_number: quantity} out of [{line_number, quantity}], summed by line; NULL for NULL and for none. Immutable, no locks.
-- Fails the procedure with INVALID_LINES or INVALID_QUANTITY.
create or replace function hera.asked_quantities(p_lines jsonb)
returns jsonb language plpgsql immutable set search_path = '' as $$
declare
  v_line jsonb;
  v_quantity numeric;
  v_asked jsonb := '{}';
begin
  if coalesce(p_lines, '[]') = '[]' then
    return null;
  end if;
  for v_line in select l.value from jsonb_array_elements(p_lines) l (value) loop
    if jsonb_typeof(v_line) <> 'object' or hera.asked_number(v_line, 'line_number', 'INVALID_LINES', 0) is null then
      perform hera.fail_procedure('INVALID_LINES', 'a line has a line_number and a quantity', '{"field": "lines"}');
    end if;
    v_quantity := hera.asked_number(v_line, 'quantity', 'INVALID_QUANTITY', 6);
    if v_quantity is null or v_quantity <= 0 then
      perform hera.fail_procedure('INVALID_QUANTITY', 'a quantity is positive', jsonb_build_object('field', 'lines', 'line_number', v_line -> 'line_number'));
    end if;
    v_asked := v_asked || jsonb_build_object(trunc((v_line ->> 'line_number')::numeric)::text,
      coalesce((v_asked ->> trunc((v_line ->> 'line_number')::numeric)::text)::numeric, 0) + v_quantity);
  end loop;
  return v_asked;
end
$$;

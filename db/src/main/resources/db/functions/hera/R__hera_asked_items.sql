-- hera.asked_items: products and quantities as a caller gives them: [{entity_id, quantity, …}], each product once, with p_number (such as unit_cost
-- or counted) as a number that is not negative; p_positive: quantities are positive. At most 500. Answers them as given. Immutable,
-- no locks. Fails the procedure with INVALID_LINES.
create or replace function hera.asked_items(p_lines jsonb, p_numbers text[], p_positive boolean)
returns jsonb language plpgsql immutable set search_path = '' as $$
declare
  v_line jsonb;
  v_name text;
  v_number numeric;
begin
  if jsonb_array_length(p_lines) not between 1 and 500 or jsonb_array_length(p_lines) <> (
      select count(distinct lower(l.value ->> 'entity_id')) from jsonb_array_elements(p_lines) l (value)) then
    perform hera.fail_procedure('INVALID_LINES', 'there are 1 to 500 lines, each product in one', '{"field": "lines"}');
  end if;
  for v_line in select l.value from jsonb_array_elements(p_lines) l (value) loop
    if jsonb_typeof(v_line) <> 'object' or hera.asked_id(v_line, 'entity_id', 'INVALID_LINES') is null then
      perform hera.fail_procedure('INVALID_LINES', 'a line names a product by its entity_id', '{"field": "lines"}');
    end if;
    foreach v_name in array p_numbers loop
      v_number := hera.asked_number(v_line, v_name, 'INVALID_LINES', 6);
      if v_number is null or v_number < 0 or p_positive and v_name = 'quantity' and v_number = 0 then
        perform hera.fail_procedure('INVALID_LINES', format('%s must be a number, and not negative', v_name),
          jsonb_build_object('field', 'lines', 'member', v_name, 'entity_id', v_line -> 'entity_id'));
      end if;
    end loop;
  end loop;
  return p_lines;
end
$$;

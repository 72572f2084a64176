-- hera.asked_number: a number out of what a caller sent, NULL when there is none; fails the procedure with p_code when it is something else, or
-- has more decimals than p_units (NULL: as many as it likes). Immutable, no locks.
create or replace function hera.asked_number(p_given jsonb, p_name text, p_code text, p_units integer)
returns numeric language plpgsql immutable set search_path = '' as $$
declare
  v_value numeric;
begin
  if coalesce(jsonb_typeof(p_given -> p_name), 'null') = 'null' then
    return null;
  elsif jsonb_typeof(p_given -> p_name) <> 'number' then
    perform hera.fail_procedure(p_code, format('%s must be a number', p_name), jsonb_build_object('field', p_name));
  end if;
  v_value := (p_given ->> p_name)::numeric;
  if abs(v_value) >= 1e15 or min_scale(v_value) > p_units then
    perform hera.fail_procedure(p_code, format('%s is too large, or has more than %s decimals', p_name, coalesce(p_units, 0)),
      jsonb_build_object('field', p_name, 'value', v_value));
  end if;
  return v_value;
end
$$;

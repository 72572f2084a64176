-- hera.asked_id: an id out of what a caller sent, NULL when there is none; fails the procedure with p_code when it is something else. Immutable,
-- no locks.
create or replace function hera.asked_id(p_given jsonb, p_name text, p_code text)
returns uuid language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(jsonb_typeof(p_given -> p_name), 'null') = 'null' then
    return null;
  elsif jsonb_typeof(p_given -> p_name) <> 'string' or not pg_input_is_valid(p_given ->> p_name, 'uuid') then
    perform hera.fail_procedure(p_code, format('%s must be an id', p_name), jsonb_build_object('field', p_name));
  end if;
  return (p_given ->> p_name)::uuid;
end
$$;

-- hera.field_keys: the sort key of a dynamic field of this type, none when it has none: nobody has the field, so that it puts nothing
-- in order. Numbers sort as float8 (what differs after fifteen digits is a tie), texts by their first 200 characters. Entities
-- without a value come last in either direction. Immutable, no locks.
create or replace function hera.field_keys(p_field text, p_type text, p_descending boolean)
returns hera.sort_key[] language plpgsql immutable set search_path = '' as $$
declare
  v_alias text := hera.field_alias(p_field);
begin
  return case p_type
    when 'number' then array[row(v_alias || '.field_value_float', 'float8', p_descending, p_field, true)::hera.sort_key]
    when 'date' then array[row(v_alias || '.field_value_date', 'timestamptz', p_descending, p_field, true)::hera.sort_key]
    when 'boolean' then array[row(v_alias || '.field_value_boolean', 'boolean', p_descending, p_field, true)::hera.sort_key]
    when 'text' then array[row(v_alias || '.field_value_key', 'text', p_descending, p_field, true)::hera.sort_key]
    else array[]::hera.sort_key[]
  end;
end
$$;
grant execute on function hera.field_keys to hera_app;

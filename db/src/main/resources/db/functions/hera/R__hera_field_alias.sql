-- hera.field_alias: what a statement calls the row of a dynamic field: the same for filters and order, and short enough for an
-- identifier whatever the field's name. Immutable, no locks.
create or replace function hera.field_alias(p_field text)
returns text language plpgsql immutable set search_path = '' as $$
begin
  return 'f_' || md5(p_field);
end
$$;
grant execute on function hera.field_alias to hera_app;

-- hera.field_source: the rows of a dynamic field as FROM has them. Immutable, no locks.
create or replace function hera.field_source(p_field text)
returns text language plpgsql immutable set search_path = '' as $$
begin
  return 'public.core_dynamic_data ' || hera.field_alias(p_field);
end
$$;
grant execute on function hera.field_source to hera_app;

-- hera.field_row_condition: that a row is the request's organization's, an entity's, of this field, and meets a condition. No locks.
create or replace function hera.field_row_condition(p_field text, p_condition text)
returns text language plpgsql stable set search_path = '' as $$
begin
  return format('%1$s.organization_id = %4$s and %1$s.field_name = %2$L'
    || ' and %1$s.entity_id is not null and %3$s', hera.field_alias(p_field), p_field, p_condition, hera.own_organization());
end
$$;
grant execute on function hera.field_row_condition to hera_app;

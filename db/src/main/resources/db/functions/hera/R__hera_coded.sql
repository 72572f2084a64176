-- hera.coded: a dynamic field with this smart code when it has none of its own. Immutable, no locks.
create or replace function hera.coded(p_field hera.field, p_smart_code text)
returns hera.field language plpgsql immutable set search_path = '' as $$
begin
  p_field.smart_code := coalesce(p_field.smart_code, p_smart_code);
  return p_field;
end
$$;

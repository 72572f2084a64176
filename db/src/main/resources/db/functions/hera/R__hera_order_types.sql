-- hera.order_types: of which type each dynamic field of a listing's order is sorted, {field: type}: the first of those the organization
-- holds; values of other types count as none. A walk keeps the types of its first page in its cursor. Reads only.
create or replace function hera.order_types(p_order jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select jsonb_object_agg(substr(o.name, 9), (hera.field_types(substr(o.name, 9)))[1])
    from hera.order_terms(p_order) o where starts_with(o.name, 'dynamic.')), '{}');
end
$$;
grant execute on function hera.order_types to hera_app;

-- hera.option_filters: p_options.filters of the crud functions as a listing takes filters: {"dynamic.<field>": term or [term, …]}, {} when
-- there are none. ZH009 naming what is no such filter. Immutable, no locks.
create or replace function hera.option_filters(p_filters jsonb)
returns jsonb language plpgsql immutable set search_path = '' as $$
declare
  v_filter record;
begin
  if p_filters is null or p_filters = 'null' then
    return '{}';
  elsif jsonb_typeof(p_filters) <> 'object' then
    perform hera.refuse_parameter('p_options.filters', 'must be an object of filters by the names of fields');
  end if;
  for v_filter in select f.key as name, f.value as terms from jsonb_each(p_filters) f loop
    if not starts_with(v_filter.name, 'dynamic.') then
      perform hera.refuse_parameter('p_options.filters', format('cannot filter by %s; it takes dynamic.<field>, p_entity the core columns',
        to_json(left(v_filter.name, 50))));
    elsif jsonb_typeof(v_filter.terms) <> 'string' and (jsonb_typeof(v_filter.terms) <> 'array' or v_filter.terms = '[]'
        or exists (select from jsonb_array_elements(v_filter.terms) t where jsonb_typeof(t) <> 'string')) then
      perform hera.refuse_parameter(v_filter.name, 'must be a filter such as "gte.10", or an array of them');
    end if;
  end loop;
  return p_filters;
end
$$;
grant execute on function hera.option_filters to hera_app;

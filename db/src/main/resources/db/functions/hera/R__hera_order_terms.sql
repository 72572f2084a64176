-- hera.order_terms: a listing's order, [[name, asc|desc], …] or "name.desc,…", term by term. ZH009 for a name that cannot be ordered
-- by, one given twice, more than ten, and a direction that is none. Immutable, no locks.
create or replace function hera.order_terms(p_order jsonb)
returns table (name text, descending boolean) language plpgsql immutable set search_path = '' as $$
declare
  v_terms jsonb := case jsonb_typeof(p_order)
    when 'string' then (
      select jsonb_agg(jsonb_build_array(regexp_replace(trim(t), '\.(asc|desc)$', ''),
        case when trim(t) ~ '\.desc$' then 'desc' else 'asc' end))
      from regexp_split_to_table(p_order #>> '{}', ',') t)
    when 'array' then p_order
    else '[]'
  end;
  v_term jsonb;
  v_names text[] := '{}';
begin
  if jsonb_typeof(p_order) not in ('string', 'array', 'null') then
    perform hera.refuse_parameter('order', 'must be text such as dynamic.price.desc,entity_name.asc');
  end if;
  for v_term in select t.value from jsonb_array_elements(v_terms) t loop
    name := v_term ->> 0;
    if name is null or name not in ('entity_name', 'entity_code', 'entity_type', 'status', 'smart_code', 'created_at', 'updated_at',
        'version', 'id') and name !~ '^dynamic\..{1,255}$' then
      perform hera.refuse_parameter('order', format('cannot sort by %s', to_json(left(coalesce(name, ''), 50))));
    elsif name = any (v_names) then
      perform hera.refuse_parameter('order', format('names %s twice', left(name, 50)));
    elsif coalesce(v_term ->> 1, 'asc') not in ('asc', 'desc') then
      perform hera.refuse_parameter('order', 'goes asc or desc');
    elsif cardinality(v_names) = 10 then
      perform hera.refuse_parameter('order', 'takes at most 10 keys');
    end if;
    v_names := v_names || name;
    descending := coalesce(v_term ->> 1, 'asc') = 'desc';
    return next;
  end loop;
end
$$;
grant execute on function hera.order_terms to hera_app;

-- hera.is_field_of: whether entities of a type have values of a dynamic field that a filter can be compared with; NULL when looking at a
-- thousand of each type of value does not tell. Looks along indexes as the caller under row-level security; reads only.
create or replace function hera.is_field_of(p_field text, p_entity_type text)
returns boolean language plpgsql stable set search_path = '' set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  c_looks constant integer := 1000;
  v_type text;
  v_looked text;
  v_looks integer;
  v_found boolean;
  v_sure boolean := true;
begin
  foreach v_type in array hera.field_types(p_field) loop
    v_looked := format('select %1$s.organization_id, %1$s.entity_id from %2$s where %3$s limit %4$s', hera.field_alias(p_field),
      hera.field_source(p_field), hera.field_row_condition(p_field, hera.field_alias(p_field) || case v_type
        when 'number' then '.field_value_float' when 'date' then '.field_value_date'
        when 'boolean' then '.field_value_boolean' else '.field_value_key' end || ' is not null'), c_looks);
    -- Mostly the first row tells.
    execute format('select exists (select from (%s) d where (
        select e.entity_type = %L from public.core_entities e where e.organization_id = d.organization_id and e.id = d.entity_id))',
      v_looked, p_entity_type) into v_found;
    if v_found then
      return true;
    end if;
    execute format('select count(*) from (%s) d', v_looked) into v_looks;
    v_sure := v_sure and v_looks < c_looks;
  end loop;
  return case when v_sure then false end;
end
$$;
grant execute on function hera.is_field_of to hera_app;

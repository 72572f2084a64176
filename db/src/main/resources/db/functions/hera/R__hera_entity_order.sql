-- hera.entity_order: the sort keys of a listing of entities out of [[column, asc|desc], …] or "column.desc,…", default newest first, the
-- id always last so that the order is total. dynamic.<field> sorts by a field's value of the type that p_types names for it
-- (hera.field_keys). ZH009 for what cannot be ordered by. No locks.
create or replace function hera.entity_order(p_order jsonb, p_types jsonb)
returns hera.sort_key[] language plpgsql immutable set search_path = '' as $$
declare
  v_keys hera.sort_key[] := '{}';
  v_name text;
  v_descending boolean := true;
begin
  for v_name, v_descending in select o.name, o.descending from hera.order_terms(p_order) o loop
    v_keys := v_keys || case
      when starts_with(v_name, 'dynamic.') then hera.field_keys(substr(v_name, 9), p_types ->> substr(v_name, 9), v_descending)
      when v_name = 'entity_code' then array[row('e.entity_code', 'text', v_descending, null, true)::hera.sort_key]
      when v_name = 'version' then array[row('e.version', 'integer', v_descending, null, false)::hera.sort_key]
      when v_name in ('created_at', 'updated_at') then
        array[row('e.' || v_name, 'timestamptz', v_descending, null, false)::hera.sort_key]
      when v_name = 'id' then array[row('e.id', 'uuid', v_descending, null, false)::hera.sort_key]
      when v_name in ('entity_name', 'entity_type', 'status', 'smart_code') then
        array[row('e.' || v_name, 'text', v_descending, null, false)::hera.sort_key]
    end;
  end loop;
  return v_keys || row('e.id', 'uuid', coalesce(v_descending, true), null, false)::hera.sort_key;
end
$$;
grant execute on function hera.entity_order to hera_app;

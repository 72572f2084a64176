-- hera.entity_order: the sort keys of a listing of entities out of [[column, asc|desc], …], default newest first, the
-- id always last so that the order is total. ZH009 for a column that cannot be ordered by.
create or replace function hera.entity_order(p_order jsonb)
returns hera.sort_key[] language plpgsql immutable set search_path = '' as $$
declare
  v_keys hera.sort_key[] := '{}';
  v_term jsonb;
  v_descending boolean := true;
begin
  for v_term in select t.value from jsonb_array_elements(p_order) t loop
    if v_term ->> 0 not in ('entity_name', 'entity_code', 'entity_type', 'status', 'smart_code', 'created_at',
        'updated_at', 'version', 'id') then
      raise exception using errcode = 'ZH009',
        message = format('HERA_PAYLOAD_INVALID: cannot order by %s', v_term ->> 0), detail = '{"field": "order"}';
    end if;
    v_descending := v_term ->> 1 = 'desc';
    v_keys := v_keys || case v_term ->> 0
      when 'entity_code' then row('coalesce(e.entity_code::text, '''')', 'text', v_descending)::hera.sort_key
      when 'version' then row('e.version', 'integer', v_descending)::hera.sort_key
      when 'created_at' then row('e.created_at', 'timestamptz', v_descending)::hera.sort_key
      when 'updated_at' then row('e.updated_at', 'timestamptz', v_descending)::hera.sort_key
      when 'id' then row('e.id', 'uuid', v_descending)::hera.sort_key
      else row(format('e.%I', v_term ->> 0), 'text', v_descending)::hera.sort_key
    end;
  end loop;
  return v_keys || row('e.id', 'uuid', v_descending)::hera.sort_key;
end
$$;
grant execute on function hera.entity_order to hera_app;

-- hera.transaction_order: the sort keys of a listing of transactions out of [[column, asc|desc], …], default newest first,
-- the id always last so that the order is total. ZH009 for a column that cannot be ordered by. Immutable, no locks.
create or replace function hera.transaction_order(p_order jsonb)
returns hera.sort_key[] language plpgsql immutable set search_path = '' as $$
declare
  v_keys hera.sort_key[] := '{}';
  v_term jsonb;
  v_descending boolean := true;
begin
  for v_term in select t.value from jsonb_array_elements(p_order) t loop
    v_descending := v_term ->> 1 = 'desc';
    v_keys := v_keys || case
      when v_term ->> 0 in ('transaction_type', 'transaction_status', 'smart_code') then
        row(format('t.%I::text', v_term ->> 0), 'text', v_descending, null, false)::hera.sort_key
      when v_term ->> 0 in ('transaction_number', 'transaction_code') then
        row(format('coalesce(t.%I::text, '''')', v_term ->> 0), 'text', v_descending, null, false)::hera.sort_key
      when v_term ->> 0 in ('transaction_date', 'created_at', 'updated_at') then
        row(format('t.%I', v_term ->> 0), 'timestamptz', v_descending, null, false)::hera.sort_key
      when v_term ->> 0 = 'total_amount' then row('coalesce(t.total_amount::numeric, 0)', 'numeric', v_descending, null, false)::hera.sort_key
      when v_term ->> 0 = 'version' then row('t.version', 'integer', v_descending, null, false)::hera.sort_key
      when v_term ->> 0 = 'id' then row('t.id', 'uuid', v_descending, null, false)::hera.sort_key
    end;
    if v_keys[cardinality(v_keys)].expression is null then
      raise exception using errcode = 'ZH009',
        message = format('HERA_PAYLOAD_INVALID: cannot order by %s', v_term ->> 0), detail = '{"field": "order"}';
    end if;
  end loop;
  return v_keys || row('t.id', 'uuid', v_descending, null, false)::hera.sort_key;
end
$$;
grant execute on function hera.transaction_order to hera_app;

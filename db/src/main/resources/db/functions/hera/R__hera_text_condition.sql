-- hera.text_condition: " and" some text stands in what people call a transaction by. Empty for none. Immutable, no locks.
create or replace function hera.text_condition(p_text text)
returns text language plpgsql immutable set search_path = '' as $$
begin
  return case when p_text <> '' then format(' and concat_ws(E''\n'', t.transaction_number, t.transaction_code, '
    't.transaction_type, t.transaction_status, t.reference_number, t.external_reference) ilike %L',
    '%' || regexp_replace(p_text, '([\\%_])', '\\\1', 'g') || '%') else '' end;
end
$$;
grant execute on function hera.text_condition to hera_app;

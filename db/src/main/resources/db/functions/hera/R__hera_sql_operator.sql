-- hera.sql_operator: a comparison of the contract as SQL has it. Immutable, no locks.
create or replace function hera.sql_operator(p_operator text)
returns text language plpgsql immutable set search_path = '' as $$
begin
  return case p_operator when 'eq' then '=' when 'neq' then '<>' when 'gt' then '>' when 'gte' then '>=' when 'lt' then '<'
    when 'lte' then '<=' end;
end
$$;
grant execute on function hera.sql_operator to hera_app;

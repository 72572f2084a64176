-- hera.sort_clause: sort keys as ORDER BY has them. Immutable, no locks.
create or replace function hera.sort_clause(p_order hera.sort_key[])
returns text language plpgsql immutable set search_path = '' as $$
begin
  return (
    select string_agg(k.expression || case when k.descending then ' desc' else '' end || case when k.nullable then ' nulls last' else '' end, ', ')
    from unnest(p_order) k);
end
$$;
grant execute on function hera.sort_clause to hera_app;

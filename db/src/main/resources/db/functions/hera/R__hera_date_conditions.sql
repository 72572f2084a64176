-- hera.date_conditions: " and" the transaction date lies between two, inclusive; a date without time is a whole day in the
-- organization's time zone. Empty for none. Reads the time zone; no locks.
create or replace function hera.date_conditions(p_from text, p_to text)
returns text language plpgsql stable set search_path = '' as $$
begin
  return concat(
    case when p_from <> '' then format(' and t.transaction_date >= %L::timestamptz', hera.instant_of(p_from, 0)) end,
    case when p_to <> '' then format(' and t.transaction_date %s %L::timestamptz',
      case when p_to ~ '^\d{4}-\d{2}-\d{2}$' then '<' else '<=' end, hera.instant_of(p_to, 1)) end);
end
$$;
grant execute on function hera.date_conditions to hera_app;

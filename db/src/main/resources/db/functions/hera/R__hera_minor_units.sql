-- hera.minor_units: how many decimals an amount of a currency has (ISO 4217); 2 for one that is not listed. The twin of
-- Java's table. Immutable, no locks.
create or replace function hera.minor_units(p_currency text)
returns integer language plpgsql immutable set search_path = '' as $$
begin
  return case
    when p_currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
    when p_currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV',
      'XAF', 'XOF', 'XPF') then 0
    when p_currency in ('CLF', 'UYW') then 4
    else 2
  end;
end
$$;
grant execute on function hera.minor_units to hera_app, hera_reader;

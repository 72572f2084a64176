-- hera.base_amount: a GL line's debit less its credit at its currency's rate, rounded to the base currency's minor unit, half up;
-- NULL for a line that is none or without a rate. Immutable, no locks.
create or replace function hera.base_amount(
  p_debit numeric, p_credit numeric, p_currency text, p_base text, p_rates jsonb
) returns numeric language plpgsql immutable set search_path = '' as $$
begin
  if p_debit is null and p_credit is null then
    return null;
  end if;
  return round((coalesce(p_debit, 0) - coalesce(p_credit, 0)) * (p_rates ->> p_currency)::numeric, hera.minor_units(p_base));
end
$$;

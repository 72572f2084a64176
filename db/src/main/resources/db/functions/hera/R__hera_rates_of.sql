-- hera.rates_of: what the currencies of a journal are worth in the organization's base currency on its day: {AED: 1, EUR: 4.01};
-- those without a stored rate are not in it, NULL when the organization names no base currency. No locks.
create or replace function hera.rates_of(p_organization_id uuid, p_currencies text[], p_at timestamptz)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_base text := hera.base_currency(p_organization_id);
  v_rates jsonb := jsonb_build_object(v_base, 1);
  v_currency text;
begin
  foreach v_currency in array p_currencies loop
    if v_currency <> v_base and not v_rates ? v_currency then
      v_rates := v_rates || jsonb_strip_nulls(jsonb_build_object(v_currency, hera.exchange_rate(p_organization_id, v_currency,
        v_base, (p_at at time zone hera.time_zone(p_organization_id))::date)));
    end if;
  end loop;
  return v_rates;
end
$$;

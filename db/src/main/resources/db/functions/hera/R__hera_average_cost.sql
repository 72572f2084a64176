-- hera.average_cost: the moving average of a unit after p_quantity came to p_before at p_unit_cost; with a negative quantity, after they left
-- again. To six decimals, and never fewer than the currency has. NULL when nothing is left. Immutable, no locks.
create or replace function hera.average_cost(
  p_before numeric, p_cost numeric, p_quantity numeric, p_unit_cost numeric, p_units integer
) returns numeric language plpgsql immutable set search_path = '' as $$
declare
  v_before numeric := greatest(p_before, 0);
  v_cost numeric;
begin
  if v_before + p_quantity <= 0 then
    return null;
  end if;
  v_cost := round(greatest((v_before * coalesce(p_cost, p_unit_cost) + p_quantity * p_unit_cost) / (v_before + p_quantity), 0), 6);
  return round(v_cost, greatest(min_scale(v_cost), p_units));
end
$$;

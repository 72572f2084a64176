-- hera.loyalty_points: the points that a customer earns by an amount without tax: as many for each whole unit of money as the organization's
-- settings.loyalty_points_per_unit says, else one; none without a customer. Reads only.
create or replace function hera.loyalty_points(p_customer_id uuid, p_amount numeric)
returns numeric language plpgsql stable set search_path = '' as $$
begin
  return case when p_customer_id is null then 0 else trunc(greatest(p_amount, 0) * coalesce((
    select (o.settings ->> 'loyalty_points_per_unit')::numeric from public.core_organizations o
    where o.id = nullif(current_setting('hera.organization_id', true), '')::uuid), 1)) end;
end
$$;

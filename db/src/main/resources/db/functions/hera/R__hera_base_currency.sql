-- hera.base_currency: the currency an organization keeps its books in, NULL when its settings name none. No locks.
create or replace function hera.base_currency(p_organization_id uuid)
returns text language plpgsql stable set search_path = '' as $$
begin
  return (select o.settings ->> 'base_currency' from public.core_organizations o where o.id = p_organization_id);
end
$$;
grant execute on function hera.base_currency to hera_app;

-- hera.list_organizations: a page of the organizations that the actor may see (hera.organizations_of), by code, as JSON members
-- in text. p_query: organization_id, organization_type, parent_organization_id, limit (100), cursor. Reads only. ZH015.
create or replace function hera.list_organizations(p_query jsonb)
returns text language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_after text := hera.open_cursor(p_query) ->> 0;
  v_items text[];
  v_codes text[];
begin
  select array_agg(p.item::text), array_agg(p.item ->> 'organization_code') into v_items, v_codes
  from (
    select o.item
    from jsonb_array_elements(hera.organizations_of(nullif(current_setting('hera.actor_user_id', true), '')::uuid,
      (p_query ->> 'organization_id')::uuid, null, 0)) o (item)
    where (v_after is null or o.item ->> 'organization_code' > v_after)
      and (p_query ->> 'organization_type' is null or o.item ->> 'organization_type' = p_query ->> 'organization_type')
      and (p_query ->> 'parent_organization_id' is null
        or o.item ->> 'parent_organization_id' = lower(p_query ->> 'parent_organization_id'))
    order by o.item ->> 'organization_code'
    limit v_limit + 1
  ) p;
  return hera.page_members(p_query, v_items, v_limit, jsonb_build_array(v_codes[v_limit]), null);
end
$$;
alter function hera.list_organizations(jsonb) owner to hera_writer;
grant execute on function hera.list_organizations(jsonb) to hera_app;

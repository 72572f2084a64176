-- hera.account_type: asset, liability, equity, revenue or expense, as an account says of itself; NULL when it says nothing.
create or replace function hera.account_type(p_account_id uuid)
returns text language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return (
    select lower(t.field_value_text) from public.core_dynamic_data t
    where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.entity_id = p_account_id
      and t.field_name = 'account_type');
end
$$;
grant execute on function hera.account_type to hera_app;

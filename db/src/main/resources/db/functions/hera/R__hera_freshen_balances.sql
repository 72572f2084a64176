-- hera.freshen_balances: has the kept balances of the caller's organization brought up to date when so much was posted since
-- that adding it up again for every report would be dearer: more than 2,000 transactions. Locks: hera.keep_balances.
create or replace function hera.freshen_balances()
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_horizon xid8 := hera.balances_horizon(v_organization_id);
begin
  if 2000 < (
      select count(*) from (
        select from public.universal_transactions t
        where t.organization_id = v_organization_id and t.is_gl and t.posted_xid is not null and t.posted_xid >= v_horizon
        limit 2001
      ) r) then
    perform hera.keep_balances(v_organization_id);
  end if;
end
$$;
grant execute on function hera.freshen_balances to hera_app;

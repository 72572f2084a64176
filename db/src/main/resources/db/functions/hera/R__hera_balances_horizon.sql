-- hera.balances_horizon: up to which transaction id the kept balances hold everything (reporting.balances_until); 0 when there
-- are none or they come from another cluster. No locks.
create or replace function hera.balances_horizon(p_organization_id uuid)
returns xid8 language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select u.horizon from reporting.balances_until u
    where u.organization_id = p_organization_id
      and u.cluster is not distinct from nullif(current_setting('hera.cluster_id', true), '')::bigint
      and u.horizon <= pg_snapshot_xmin(pg_current_snapshot())), '0');
end
$$;
grant execute on function hera.balances_horizon to hera_app;

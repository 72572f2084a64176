-- hera.keep_balances: brings an organization's kept balances up to date: adds what was posted between their horizon and the
-- oldest transaction that still runs. Whoever comes while another does it goes on without: kept balances and the rest are
-- the right sum at any horizon. Locks: advisory (organization, balances), tried, to the end of the transaction.
create or replace function hera.keep_balances(p_organization_id uuid)
returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  v_from xid8;
  v_to xid8;
begin
  if current_setting('transaction_read_only') = 'on'
     or not pg_try_advisory_xact_lock(hashtextextended(p_organization_id || ' balances', 0)) then
    return;
  end if;
  v_from := hera.balances_horizon(p_organization_id);
  -- Taken before the sum: what is below has ended, so the sum sees it.
  v_to := pg_snapshot_xmin(pg_current_snapshot());
  if v_from = '0' then
    delete from reporting.balances b where b.organization_id = p_organization_id;
  end if;
  insert into reporting.balances as b (organization_id, fiscal_period, account_id, branch_id, currency_code, is_closing,
    is_converted, debit, credit, base_debit, base_credit)
  select p_organization_id, s.* from hera.posted_sums(p_organization_id, v_from, v_to) s
  on conflict on constraint balances_key do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit,
    base_debit = b.base_debit + excluded.base_debit, base_credit = b.base_credit + excluded.base_credit;
  insert into reporting.balances_until (organization_id, horizon, cluster)
  values (p_organization_id, v_to, nullif(current_setting('hera.cluster_id', true), '')::bigint)
  on conflict (organization_id) do update set horizon = excluded.horizon, cluster = excluded.cluster, kept_at = now();
end
$$;
alter function hera.keep_balances(uuid) owner to hera_writer;
grant execute on function hera.keep_balances(uuid) to hera_app;

-- hera.hold_till: makes sure that a till is open on a day, and stays so until the transaction commits: what is sold or refunded there holds it
-- together with others, who closes it (p_closing) holds it alone. Answers the number of the transaction that would close it.
-- The day is that of the organization's time zone. Locks: advisory (organization, till and day). Fails the procedure with
-- TILL_CLOSED, or closing it again, with ALREADY_CLOSED.
create or replace function hera.hold_till(p_branch_id uuid, p_till text, p_currency text, p_day date, p_closing boolean)
returns text language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_number text := hera.till_number(p_branch_id, p_till, p_currency, p_day);
  v_key bigint := hashtextextended('till ' || v_here || v_number, 0);
begin
  if p_closing then
    perform pg_advisory_xact_lock(v_key);
  else
    perform pg_advisory_xact_lock_shared(v_key);
  end if;
  if exists (
      select from public.universal_transactions t
      where t.organization_id = v_here and t.transaction_number = v_number and t.deleted_at is null
        and t.posting_status <> 'reversed' and not t.is_system) then
    perform hera.fail_procedure(case when p_closing then 'ALREADY_CLOSED' else 'TILL_CLOSED' end,
      format('the till %s is closed for %s', p_till, p_day), jsonb_build_object('field', 'till', 'till', p_till, 'day', p_day));
  end if;
  return v_number;
end
$$;

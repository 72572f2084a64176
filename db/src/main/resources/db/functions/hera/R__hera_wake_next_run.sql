-- hera.wake_next_run: a run of p_subject has ended: the next that waits its turn may begin. One that waits its turn is the only kind
-- that is pending without a time. Part of hera.write_run and hera.write_new_run.
-- Locks: advisory (subject), then the next one's row.
create or replace function hera.wake_next_run(p_subject text)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  perform pg_advisory_xact_lock(hera.subject_key(v_here, p_subject));
  update public.universal_transactions t set run_due = clock_timestamp()
  from (
    select w.id from public.universal_transactions w
    where w.organization_id = v_here and w.run_subject = p_subject and w.transaction_status = 'PENDING' and w.run_due is null
    order by w.id
    limit 1
  ) next
  where t.organization_id = v_here and t.id = next.id;
end
$$;

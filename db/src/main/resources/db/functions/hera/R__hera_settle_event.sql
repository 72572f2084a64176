-- hera.settle_event: an event of the request's organization has started what it starts. Locks: its row.
create or replace function hera.settle_event(p_event_id uuid)
returns void language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  update public.universal_transactions e
  set transaction_status = 'DELIVERED', run_due = null, updated_at = now()
  where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_event_id
    and e.transaction_type = 'ORCH_EVENT';
end
$$;
alter function hera.settle_event owner to hera_writer;
grant execute on function hera.settle_event to hera_app;

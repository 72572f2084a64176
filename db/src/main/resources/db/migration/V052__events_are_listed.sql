-- Lists of events, newest first: ids are in the order of time.
create index universal_transactions_events on public.universal_transactions (organization_id, id)
  where transaction_type = 'ORCH_EVENT';

-- Only the log has a place in the feed and is about something. By is_system these two held every run and every step's event as
-- well, each entered anew whenever a run went on.
drop index public.universal_transactions_feed;
create index universal_transactions_feed on public.universal_transactions (organization_id, log_cluster, log_xid, id)
  where log_xid is not null;
drop index public.universal_transactions_subject;
create index universal_transactions_subject on public.universal_transactions (organization_id, subject_id, id)
  where subject_id is not null;

-- One for the lists of both, which has them newest first. That it is the system's is said as well, so that a look-up of a run by its key does
-- not find it: on a database that was never analysed it looked as good as the key's own, and had every run of the organization.
drop index public.universal_transactions_runs;
drop index public.universal_transactions_events;
create index universal_transactions_orchestration on public.universal_transactions (organization_id, transaction_type, id)
  where is_system and transaction_type in ('ORCH_RUN', 'ORCH_EVENT');

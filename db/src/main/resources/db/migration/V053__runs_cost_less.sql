-- Only the log has a place in the feed and is about something. By is_system these two held every run and every step's event as
-- well, each entered anew whenever a run went on.
drop index public.universal_transactions_feed;
create index universal_transactions_feed on public.universal_transactions (organization_id, log_cluster, log_xid, id)
  where log_xid is not null;
drop index public.universal_transactions_subject;
create index universal_transactions_subject on public.universal_transactions (organization_id, subject_id, id)
  where subject_id is not null;

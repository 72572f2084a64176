-- What runs of orchestrations need of the tables: real columns where a claim looks something up, because under row-level
-- security only plain columns with leakproof comparisons reach an index. All of it is NULL, and all indexes are empty, for
-- business rows.
alter table public.universal_transactions
  -- When a run may be claimed; NULL when time alone does not set it going.
  add column run_due timestamptz,
  -- The pod that holds it.
  add column run_owner integer,
  -- What runs take turns at, while one is alive.
  add column run_subject text;

-- One run for each orchestration and key.
create unique index universal_transactions_run_key
  on public.universal_transactions (organization_id, smart_code, transaction_code) where transaction_type = 'ORCH_RUN';
-- Lists, newest first: ids are in the order of time.
create index universal_transactions_runs on public.universal_transactions (organization_id, id)
  where transaction_type = 'ORCH_RUN';
-- Claims and orphans are looked up over all organizations, by hera_system.
create index universal_transactions_run_due on public.universal_transactions (run_due) where run_due is not null;
create index universal_transactions_run_owner on public.universal_transactions (run_owner) where run_owner is not null;
create index universal_transactions_run_subject on public.universal_transactions (organization_id, run_subject, id)
  where run_subject is not null;

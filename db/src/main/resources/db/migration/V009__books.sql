-- What the books need of the tables: finite amounts and instants, whether a transaction is financial or GL (D5), when it
-- was posted (D6), and the index that a closing period looks its drafts up by.

-- NaN and the infinities are numeric values, too, and would pass for balanced.
create domain hera.amount as numeric
  check (value > '-Infinity' and value < 'Infinity');

create domain hera.instant as timestamptz
  check (value >= '0001-01-01 00:00:00+00' and value < '10000-01-01 00:00:00+00');

alter table public.universal_transactions
  alter column total_amount type hera.amount,
  alter column ai_confidence_score type hera.amount,
  alter column transaction_date type hera.instant,
  -- Kept true by hera.guard_new_transaction and hera.guard_transaction_change, whatever a writer says.
  add column is_financial boolean not null default false,
  add column is_gl boolean not null default false,
  -- The database transaction that posted it: the only one that may still give it lines.
  add column posted_xid xid8;

alter table public.universal_transaction_lines
  alter column quantity type hera.amount,
  alter column unit_amount type hera.amount,
  alter column line_amount type hera.amount,
  alter column discount_amount type hera.amount,
  alter column tax_amount type hera.amount,
  alter column debit_amount type hera.amount,
  alter column credit_amount type hera.amount;

create index universal_transactions_financial_drafts on public.universal_transactions (organization_id, fiscal_period, id)
  where is_financial and posting_status = 'draft' and deleted_at is null;
-- Lists by date alone.
create index universal_transactions_date on public.universal_transactions (organization_id, transaction_date desc, id desc)
  where not is_system;
-- Branches' transactions (BRANCH-REQUIRED, statements by branch).
create index universal_transactions_branch
  on public.universal_transactions (organization_id, (business_context ->> 'branch_id'), id)
  where business_context ? 'branch_id';
-- A dynamic field's owner once, a transaction's relationship once.
create unique index core_relationships_transaction_once_key
  on public.core_relationships (organization_id, from_transaction_id, relationship_type, to_entity_id)
  where from_transaction_id is not null;
drop index public.core_relationships_from_transaction;

-- What reports need of the books: when an entry was recorded, what it is worth in the organization's own currency, the
-- entries at a glance, and balances that are kept so that a report need not add up every line there ever was.

-- The moment of posting, taken while the period is held: nothing that is recorded in a period comes after its closing.
alter table public.universal_transactions add column posted_at timestamptz;
-- The line's debit less its credit in the organization's base currency, at the rate of its day (D5); NULL: no rate was stored.
alter table public.universal_transaction_lines add column base_amount hera.amount;

-- What is posted already. The guards rightly refuse to change it, and row-level security hides it from the owner.
alter table public.universal_transactions disable trigger user;
alter table public.universal_transaction_lines disable trigger user;
set local role hera_system;
update public.universal_transactions t set posted_at = t.created_at where t.posted_xid is not null;
update public.universal_transaction_lines l set base_amount = coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)
from public.universal_transactions t
join public.core_organizations o on o.id = t.organization_id
where t.organization_id = l.organization_id and t.id = l.transaction_id and t.is_gl and t.posted_xid is not null
  and num_nonnulls(l.debit_amount, l.credit_amount) > 0 and l.currency_code = o.settings ->> 'base_currency';
reset role;
alter table public.universal_transactions enable trigger user;
alter table public.universal_transaction_lines enable trigger user;

-- What was posted since the kept balances were brought up to date.
create index universal_transactions_books on public.universal_transactions (organization_id, posted_xid)
  where is_gl and posted_xid is not null;
-- Whatever a withdrawn migration left behind (D6).
create index universal_transactions_withdrawn on public.universal_transactions (organization_id, id)
  where metadata ? 'migration_withdrawn';

-- Every posted GL line, with what its header says of it. Shows the caller's organization.
create view reporting.book_entries with (security_invoker = true) as
select t.organization_id, t.id as transaction_id, l.line_number, t.posted_xid, t.posted_at, t.fiscal_period::text as fiscal_period,
  t.transaction_date::timestamptz as transaction_date, l.entity_id as account_id,
  t.business_context ->> 'branch_id' as branch_id, l.currency_code::text as currency_code,
  t.transaction_type = 'GL_CLOSING' as is_closing, l.base_amount is not null as is_converted,
  coalesce(l.debit_amount, 0)::numeric as debit, coalesce(l.credit_amount, 0)::numeric as credit,
  (case when l.debit_amount is null then 0 else coalesce(l.base_amount, 0) end)::numeric as base_debit,
  (case when l.debit_amount is null then -coalesce(l.base_amount, 0) else 0 end)::numeric as base_credit
from public.universal_transactions t
join public.universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
where t.is_gl and t.posted_xid is not null and not t.is_system and num_nonnulls(l.debit_amount, l.credit_amount) > 0;

-- A materialized view by hand, since a real one has no row-level security and is refreshed for all or none: sums of
-- reporting.book_entries by period, of everything that was posted before the horizon. It holds nothing that the lines do not
-- tell and may be emptied at any time; hera.keep_balances fills it again. No amount in it ever becomes wrong: what is
-- posted does not change, and what is posted later has a later transaction id.
create table reporting.balances (
  organization_id uuid not null,
  fiscal_period text not null,
  account_id uuid,
  branch_id text,
  currency_code text not null,
  is_closing boolean not null,
  is_converted boolean not null,
  debit numeric not null,
  credit numeric not null,
  base_debit numeric not null,
  base_credit numeric not null,
  constraint balances_key unique nulls not distinct
    (organization_id, fiscal_period, account_id, branch_id, currency_code, is_closing, is_converted)
);
create table reporting.balances_until (
  organization_id uuid primary key,
  -- Every entry whose posted_xid is below stands in the balances, none of the others does.
  horizon xid8 not null,
  -- Transaction ids of another cluster say nothing here.
  cluster bigint,
  kept_at timestamptz not null default now()
);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['balances', 'balances_until'] loop
    execute format('alter table reporting.%I enable row level security', v_table);
    execute format('alter table reporting.%I force row level security', v_table);
    execute format('create policy tenant on reporting.%I to hera_app, hera_writer, hera_reader
      using (organization_id = (select nullif(current_setting(''hera.organization_id'', true), '''')::uuid))', v_table);
    execute format('grant select on reporting.%I to hera_app, hera_reader', v_table);
    execute format('grant select, insert, update, delete on reporting.%I to hera_writer', v_table);
  end loop;
end
$$;
grant select on reporting.book_entries to hera_app, hera_reader, hera_writer;

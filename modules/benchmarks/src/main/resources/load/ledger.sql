-- A million posted lines over the open months up to November 2026, written past the guards, as if they had been posted one
-- by one.
begin;
set local session_replication_role = replica;
set local hera.actor_user_id = 'a0000000-0000-4000-8000-0000000000a1';
create temp table journal on commit drop as
select uuidv7() as id, n, timestamptz '2025-01-01 06:00+00' + (n % 690) * interval '1 day' as at from generate_series(1, 333334) n;
insert into public.universal_transactions (organization_id, id, transaction_type, transaction_number, smart_code,
  transaction_date, posting_status, is_gl, is_financial, posted_xid, posted_at, fiscal_period, fiscal_year, currency_code,
  business_context)
select 'a0000000-0000-4000-8000-000000000001', j.id, 'JOURNAL_ENTRY', 'BENCH-' || j.n, 'HERA.FIN.GL.JOURNAL.MANUAL.V1', j.at,
  'posted', true, true, pg_current_xact_id(), clock_timestamp(), to_char(j.at at time zone 'Asia/Dubai', 'YYYY-MM'),
  extract(year from j.at), 'AED',
  case j.n % 2 when 0 then '{"branch_id": "a0000000-0000-4000-8000-0000000000c1"}'::jsonb else '{}' end
from journal j;
insert into public.universal_transaction_lines (organization_id, transaction_id, line_number, line_type, smart_code, entity_id,
  debit_amount, credit_amount, currency_code, base_amount)
select 'a0000000-0000-4000-8000-000000000001', j.id, k, 'GL', 'HERA.FIN.GL.LINE.ENTRY.V1',
  ('a0000000-0000-4000-8000-00000000' || (array['1000', '4000', '2200', '1010', '4100', '6000'])[1 + (k - 1 + 3 * (j.n % 2))])::uuid,
  case k when 1 then j.n % 900 + 100.00 end, case k when 2 then j.n % 900 + 95.00 when 3 then 5.00 end, 'AED',
  case k when 1 then j.n % 900 + 100.00 when 2 then -(j.n % 900) - 95.00 else -5.00 end
from journal j, generate_series(1, 3) k;
commit;
vacuum analyze public.universal_transactions;
vacuum analyze public.universal_transaction_lines;

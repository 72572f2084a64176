-- Seals: system records that chain the change log and the posted GL transactions together (hera.seal_log). One number
-- follows the other, and like the log they are never changed and never removed.
create unique index universal_transactions_seal_key on public.universal_transactions (organization_id, transaction_code)
  where transaction_type = 'SEAL';

drop trigger log_is_never_changed on public.universal_transactions;
create trigger log_is_never_changed before update on public.universal_transactions
  for each row when (old.transaction_type in ('AUDIT', 'SEAL') or new.transaction_type in ('AUDIT', 'SEAL'))
  execute function hera.refuse_log_change();
drop trigger log_is_never_removed on public.universal_transactions;
create trigger log_is_never_removed before delete on public.universal_transactions
  for each row when (old.transaction_type in ('AUDIT', 'SEAL'))
  execute function hera.refuse_log_change();

-- A place in the order of the feed (D8).
create type hera.feed_place as (cluster bigint, xid xid8, id uuid);

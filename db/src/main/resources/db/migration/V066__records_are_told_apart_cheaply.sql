-- The condition of a trigger is read from its text and planned anew by every statement on its table: of the time that the update of a
-- run takes, a tenth went there. So what tells apart the rows that a guard is for is said in as few words as it can be, and what holds only
-- for a change of the type is asked only by a statement that sets the type.
drop trigger log_is_never_changed on public.universal_transactions;
create trigger log_is_never_changed before update on public.universal_transactions
  for each row when (old.is_system and old.transaction_type ~ '^(AUDIT|SEAL)$')
  execute function hera.refuse_log_change();
create trigger log_is_never_written_over before update of transaction_type on public.universal_transactions
  for each row when (new.transaction_type in ('AUDIT', 'SEAL'))
  execute function hera.refuse_log_change();

-- hera.refuse_log_change: an entry of the change log is never changed and never removed (D8). ZH014. The triggers'
-- WHEN keeps every other row's cost at nothing.
create function hera.refuse_log_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'ZH014', message = 'HERA_APPEND_ONLY: the change log is never changed';
end
$$;

create trigger log_is_never_changed before update on public.universal_transactions
  for each row when (old.transaction_type = 'AUDIT' or new.transaction_type = 'AUDIT')
  execute function hera.refuse_log_change();
create trigger log_is_never_removed before delete on public.universal_transactions
  for each row when (old.transaction_type = 'AUDIT')
  execute function hera.refuse_log_change();
create trigger log_is_never_truncated before truncate on public.universal_transactions
  for each statement execute function hera.refuse_log_change();

-- hera.guard_transaction_removal: what is or was posted is never removed. ZH013.
create or replace function hera.guard_transaction_removal() returns trigger language plpgsql set search_path = '' as $$
begin
  perform hera.refuse_state(old.posting_status, 'a posted transaction is never removed; reverse it', null);
  return null;
end
$$;

create or replace trigger the_books_guard_a_removal before delete on public.universal_transactions
  for each row when (old.posting_status <> 'draft')
  execute function hera.guard_transaction_removal();

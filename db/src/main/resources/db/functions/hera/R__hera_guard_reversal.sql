-- hera.guard_reversal: at commit a reversal and what it reverses point at each other, and together they are nothing: per
-- account and currency, and in the base currency (D6). ZH013. The original's row is locked by whoever linked it.
create or replace function hera.guard_reversal() returns trigger language plpgsql set search_path = '' set enable_seqscan = off as $$
begin
  if not exists (
      select from public.universal_transactions o
      where o.organization_id = new.organization_id and o.id = new.reversal_of_id and o.reversed_by_id = new.id) then
    perform hera.refuse_state('not_linked', 'a reversal and its original point at each other', null);
  end if;
  if exists (
      select from public.universal_transaction_lines l
      where l.organization_id = new.organization_id and l.transaction_id in (new.id, new.reversal_of_id)
      group by l.entity_id, l.currency_code
      having sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) <> 0 or sum(l.base_amount) <> 0) then
    perform hera.refuse_state('not_mirrored', 'a reversal swaps debits and credits and changes nothing else', null);
  end if;
  return null;
end
$$;

do $$
begin
  if not exists (select from pg_catalog.pg_trigger where tgname = 'the_books_guard_a_reversal') then
    create constraint trigger the_books_guard_a_reversal after insert on public.universal_transactions
      deferrable initially deferred
      for each row when (new.reversal_of_id is not null)
      execute function hera.guard_reversal();
  end if;
end
$$;

-- hera.guard_withdrawal: at commit what was withdrawn with a migration is nothing together, per account and currency and in
-- the base currency, as many reversals as postings in the original's place, all dated as the original, which counts again
-- (D6). It asks for no mark of a migration: who reverses and posts the same anew has done what a migration does. ZH013.
create or replace function hera.guard_withdrawal() returns trigger language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  v_original_id uuid := coalesce(new.withdrawn_of_id, new.id);
begin
  if not exists (
      select from public.universal_transactions o
      where o.organization_id = new.organization_id and o.id = v_original_id and o.posting_status = 'posted') then
    perform hera.refuse_state('not_given_back', 'what is withdrawn gives its original back', null);
  end if;
  -- NULL, and refused, where nothing was withdrawn.
  if (select count(*) filter (where w.reversal_of_id = o.id) <> count(*) filter (where w.reversal_of_id is null)
        or not bool_and(w.posting_status in ('posted', 'auto_posted') and w.deleted_at is null and w.transaction_date = o.transaction_date
          and coalesce(w.reversal_of_id::text, w.metadata ->> 'original_transaction_id', '') = o.id::text)
      from public.universal_transactions o
      join public.universal_transactions w on w.organization_id = o.organization_id and w.withdrawn_of_id = o.id
      where o.organization_id = new.organization_id and o.id = v_original_id) is not false then
    perform hera.refuse_state('not_migrated', 'only a reversal and what was posted instead, at the same date, are withdrawn', null);
  end if;
  if exists (
      select from public.universal_transactions w
      join public.universal_transaction_lines l on l.organization_id = w.organization_id and l.transaction_id = w.id
      where w.organization_id = new.organization_id and w.withdrawn_of_id = v_original_id
      group by l.entity_id, l.currency_code
      having sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) <> 0 or sum(l.base_amount) <> 0) then
    perform hera.refuse_state('not_equal', 'what was posted instead of the original does not say the same', null);
  end if;
  return null;
end
$$;

do $$
begin
  if not exists (select from pg_catalog.pg_trigger where tgname = 'the_books_guard_a_withdrawal') then
    create constraint trigger the_books_guard_a_withdrawal after update of withdrawn_of_id, reversed_by_id
      on public.universal_transactions
      deferrable initially deferred
      for each row when (new.withdrawn_of_id is distinct from old.withdrawn_of_id
        or old.reversed_by_id is not null and new.reversed_by_id is distinct from old.reversed_by_id)
      execute function hera.guard_withdrawal();
  end if;
end
$$;

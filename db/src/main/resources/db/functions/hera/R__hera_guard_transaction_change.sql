-- hera.guard_transaction_change: what holds for every change of a transaction, whoever makes it. Posted GL and whatever is
-- reversed or withdrawn changes in its metadata only; posted becomes reversed by being linked to its reversal, and what is
-- reversed posted again only by withdrawing a migration; nothing posted becomes a draft again; what becomes posted balances; a
-- financial one stays out of closed periods. ZH013, ZH016, ZH017, ZH018.
create or replace function hera.guard_transaction_change() returns trigger language plpgsql set search_path = '' as $$
declare
  v_kind text := hera.ledger_kind(new.transaction_type, new.smart_code);
  v_old_kind text := hera.ledger_kind(old.transaction_type, old.smart_code);
  v_only_noted boolean := false;
begin
  if v_kind = 'system' and v_old_kind = 'system' then
    return new;
  elsif v_kind = 'system' or v_old_kind = 'system' then
    perform hera.refuse_state('kind', 'a system record stays one, and nothing becomes one', null);
  end if;

  if old.posting_status <> 'draft' then
    v_only_noted := hera.is_only_noted(old, new);
  end if;
  if old.posting_status = 'reversed' or old.withdrawn_of_id is not null or old.is_gl and old.posting_status <> 'draft' then
    if not v_only_noted then
      perform hera.refuse_state(old.posting_status, 'a posted transaction is never changed; reverse it', null);
    elsif old.posting_status = 'reversed' and new.posting_status <> 'reversed' then
      perform hera.hold_period(old.organization_id, old.transaction_date, old.is_gl);
    end if;
    return new;
  end if;
  if v_only_noted then
    return new;
  end if;
  if old.posting_status <> 'draft' and new.posting_status is distinct from old.posting_status
     or new.posting_status = 'reversed'
     or (new.reversal_of_id, new.reversed_by_id, new.withdrawn_of_id)
       is distinct from (old.reversal_of_id, old.reversed_by_id, old.withdrawn_of_id) then
    perform hera.refuse_state(old.posting_status, 'a posted transaction only becomes reversed, by its reversal', null);
  end if;

  new.is_gl := new.is_gl or v_kind = 'gl';
  new.posted_xid := old.posted_xid;
  new.posted_at := old.posted_at;
  if not new.is_gl and (old.is_gl or new.posting_status <> old.posting_status) then
    new.is_gl := exists (
      select from public.universal_transaction_lines l
      where l.organization_id = old.organization_id and l.transaction_id = old.id and hera.is_gl_code(l.smart_code));
  end if;
  new.is_financial := new.is_gl or v_kind = 'financial';
  return hera.reposted(old, new);
end
$$;

-- A system record that stays one is told apart before the call; only a statement that sets the type can make it another thing.
create or replace trigger the_books_guard_a_change before update on public.universal_transactions
  for each row when (not old.is_system)
  execute function hera.guard_transaction_change();
create or replace trigger the_books_guard_a_new_type before update of transaction_type on public.universal_transactions
  for each row when (old.is_system)
  execute function hera.guard_transaction_change();

-- hera.guard_new_transaction: what holds for every new transaction, whoever writes it: it is GL or financial when D5 says
-- so; a financial one is dated into a period that is and stays open; a reversal reverses something posted that is no
-- reversal itself. Locks and refusals: hera.hold_period; ZH013.
create or replace function hera.guard_new_transaction() returns trigger language plpgsql set search_path = '' as $$
declare
  v_kind text := hera.ledger_kind(new.transaction_type, new.smart_code);
begin
  if v_kind = 'system' then
    return new;
  end if;
  new.is_gl := new.is_gl or v_kind = 'gl';
  new.is_financial := new.is_gl or v_kind = 'financial';
  new.posted_xid := null;
  new.posted_at := null;
  if new.posting_status = 'reversed' or new.reversed_by_id is not null then
    perform hera.refuse_state('reversed', 'nothing is born reversed', null);
  elsif new.withdrawn_of_id is not null then
    perform hera.refuse_state('withdrawn', 'nothing is born withdrawn', null);
  end if;
  if new.reversal_of_id is not null then
    perform hera.refuse_wrong_reversal(new.organization_id, new.reversal_of_id);
  end if;
  if new.is_financial then
    select p.period_code, p.fiscal_year into new.fiscal_period, new.fiscal_year
    from hera.hold_period(new.organization_id, new.transaction_date, new.is_gl) p;
    if new.posting_status <> 'draft' then
      new.posted_xid := pg_current_xact_id();
      new.posted_at := clock_timestamp();
    end if;
  elsif new.posting_status <> 'draft' then
    perform hera.refuse_state('not_financial', 'only a financial transaction is posted', null);
  end if;
  return new;
end
$$;

-- What the system records about itself is told apart before the call, which costs more than all the rest of it (D15, as is_system).
create or replace trigger the_books_guard_a_new_one before insert on public.universal_transactions
  for each row when (new.transaction_type !~ '^(AUDIT$|SEAL$|ORCH_|MIGRATION_OPERATION$|SECURITY_VALIDATION$)')
  execute function hera.guard_new_transaction();

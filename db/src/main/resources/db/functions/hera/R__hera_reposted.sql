-- hera.reposted: the second half of hera.guard_transaction_change, for what may change: keeps it out of closed periods,
-- and posts what becomes posted, valued in the base currency. A draft that was left in a closed period may be changed and moved out of it, not posted.
-- Locks: hera.hold_period. Refuses: ZH013, ZH016, ZH017, ZH018.
create or replace function hera.reposted(p_old public.universal_transactions, p_new public.universal_transactions)
returns public.universal_transactions language plpgsql volatile set search_path = '' as $$
declare
  v_posts boolean := p_new.posting_status <> 'draft';
begin
  if v_posts and not p_new.is_financial then
    perform hera.refuse_state('not_financial', 'only a financial transaction is posted', null);
  elsif v_posts and p_old.posting_status = 'draft' and p_new.transaction_status = 'VOID' then
    perform hera.refuse_state('void', 'a void draft is not posted', null);
  end if;
  if p_old.posting_status <> 'draft' then
    if p_new.is_gl then
      perform hera.refuse_state('posted', 'a posted transaction does not become a journal', null);
    end if;
    perform hera.hold_period(p_old.organization_id, p_old.transaction_date, false);
  end if;
  if p_new.is_financial and (v_posts or not p_old.is_financial or p_new.transaction_date <> p_old.transaction_date) then
    select p.period_code, p.fiscal_year into p_new.fiscal_period, p_new.fiscal_year
    from hera.hold_period(p_new.organization_id, p_new.transaction_date, p_new.is_gl) p;
  else
    p_new.fiscal_period := case when p_new.is_financial then p_old.fiscal_period end;
    p_new.fiscal_year := case when p_new.is_financial then p_old.fiscal_year end;
  end if;
  if v_posts and p_old.posting_status = 'draft' then
    p_new.posted_xid := pg_current_xact_id();
    p_new.posted_at := clock_timestamp();
    if p_new.is_gl then
      perform hera.value_lines(p_new.organization_id, p_new.id, p_new.transaction_date);
      perform hera.refuse_unbalanced(p_new.organization_id, p_new.id);
      if p_new.transaction_type = 'GL_OPENING' then
        perform hera.refuse_wrong_opening(p_new.organization_id, p_new.id);
      end if;
    end if;
  end if;
  return p_new;
end
$$;

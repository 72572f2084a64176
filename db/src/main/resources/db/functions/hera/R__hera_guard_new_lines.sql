-- hera.guard_new_lines: what holds for every statement that adds lines, whoever runs it. Lines of a posted GL transaction
-- come in the database transaction that posted it, balanced at the end of every statement (so nobody can defer it);
-- lines with GL codes make their transaction GL. A system record has no books to guard. What is right at a glance is let through here, in one look-up for all;
-- hera.guard_lines_of decides the rest. Refuses: ZH013, ZH016, ZH017, ZH018.
create or replace function hera.guard_new_lines() returns trigger language plpgsql
set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_key record;
begin
  -- The engine's records are many, and nobody's books: told at one look.
  if not exists (
    select from new_lines l
    where l.line_type not in ('ORCH_STEP', 'ORCH_SIGNAL', 'ORCH_EVENT', 'ORCH_NESTED', 'ORCH_ATTEMPT') or strpos(l.smart_code, '.GL.') > 0
      or (select t.is_system from public.universal_transactions t
          where t.organization_id = l.organization_id and t.id = l.transaction_id) is not true
  ) then
    return null;
  end if;
  for v_key in
    select n.organization_id, n.transaction_id, bool_or(n.is_gl) as is_gl,
      bool_and(t.is_system and not n.is_gl)
        or bool_and(t.posted_xid = pg_current_xact_id() and t.posting_status in ('posted', 'auto_posted') and t.reversal_of_id is null
        and t.withdrawn_of_id is null and t.transaction_type <> 'GL_OPENING' and case when t.is_gl then n.is_right else not n.is_gl end) and sum(n.base) = 0 as is_right
    from (
      select l.organization_id, l.transaction_id, bool_or(strpos(l.smart_code, '.GL.') > 0) as is_gl,
        sum(coalesce(l.base_amount, 0)) as base,
        coalesce(sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) = 0 and coalesce(
          max(greatest(min_scale(l.debit_amount), min_scale(l.credit_amount))) <= hera.minor_units(l.currency_code), true)
          and (l.currency_code is not null or count(l.debit_amount) + count(l.credit_amount) = 0), false) as is_right
      from new_lines l
      group by l.organization_id, l.transaction_id, l.currency_code
    ) n
    -- Each by its key, whatever the planner knows of a table that was empty a moment ago.
    left join lateral (
      select t.is_gl, t.is_system, t.posted_xid, t.posting_status, t.reversal_of_id, t.withdrawn_of_id,
        t.transaction_type from public.universal_transactions t
      where t.organization_id = n.organization_id and t.id = n.transaction_id
      limit 1
    ) t on true
    group by n.organization_id, n.transaction_id
  loop
    if v_key.is_right is not true then
      perform hera.guard_lines_of(v_key.organization_id, v_key.transaction_id, v_key.is_gl, true);
    end if;
  end loop;
  return null;
end
$$;

create or replace trigger the_books_guard_new_lines after insert on public.universal_transaction_lines
  referencing new table as new_lines for each statement
  execute function hera.guard_new_lines();

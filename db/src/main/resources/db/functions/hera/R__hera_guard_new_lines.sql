-- hera.guard_new_lines: what holds for every statement that adds lines, whoever runs it. Lines of a posted GL transaction
-- come in the database transaction that posted it, balanced at the end of every statement (so nobody can defer it);
-- lines with GL codes make their transaction GL. One look-up per transaction. Refuses: ZH013, ZH016, ZH017, ZH018.
create or replace function hera.guard_new_lines() returns trigger language plpgsql set search_path = '' as $$
declare
  v_key record;
begin
  for v_key in
    select n.organization_id, n.transaction_id, bool_or(hera.is_gl_code(n.smart_code)) as is_gl
    from new_lines n group by n.organization_id, n.transaction_id
  loop
    perform hera.guard_lines_of(v_key.organization_id, v_key.transaction_id, v_key.is_gl, true);
  end loop;
  return null;
end
$$;

create or replace trigger the_books_guard_new_lines after insert on public.universal_transaction_lines
  referencing new table as new_lines for each statement
  execute function hera.guard_new_lines();

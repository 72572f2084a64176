-- hera.guard_changed_lines: as hera.guard_new_lines, for statements that change lines: where they were and where they are.
create or replace function hera.guard_changed_lines() returns trigger language plpgsql set search_path = '' as $$
declare
  v_key record;
begin
  -- An insert that would have changed lines, had they been there, comes here as well.
  if not exists (select from new_lines) then
    return null;
  end if;
  for v_key in
    select l.organization_id, l.transaction_id, bool_or(l.is_gl) as is_gl
    from (
      select o.organization_id, o.transaction_id, false as is_gl from old_lines o
      union all
      select n.organization_id, n.transaction_id, hera.is_gl_code(n.smart_code) from new_lines n
    ) l
    group by l.organization_id, l.transaction_id
  loop
    perform hera.guard_lines_of(v_key.organization_id, v_key.transaction_id, v_key.is_gl, false);
  end loop;
  return null;
end
$$;

create or replace trigger the_books_guard_changed_lines after update on public.universal_transaction_lines
  referencing old table as old_lines new table as new_lines for each statement
  execute function hera.guard_changed_lines();

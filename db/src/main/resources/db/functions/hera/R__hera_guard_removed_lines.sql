-- hera.guard_removed_lines: as hera.guard_new_lines, for statements that remove lines; and nobody truncates them.
create or replace function hera.guard_removed_lines() returns trigger language plpgsql set search_path = '' as $$
declare
  v_key record;
begin
  for v_key in
    select o.organization_id, o.transaction_id from old_lines o group by o.organization_id, o.transaction_id
  loop
    perform hera.guard_lines_of(v_key.organization_id, v_key.transaction_id, false, false);
  end loop;
  return null;
end
$$;

create or replace trigger the_books_guard_removed_lines after delete on public.universal_transaction_lines
  referencing old table as old_lines for each statement
  execute function hera.guard_removed_lines();

create or replace function hera.refuse_truncation() returns trigger language plpgsql set search_path = '' as $$
begin
  perform hera.refuse_state('posted', 'transaction lines are never truncated', null);
  return null;
end
$$;

create or replace trigger books_are_never_truncated before truncate on public.universal_transaction_lines
  for each statement execute function hera.refuse_truncation();

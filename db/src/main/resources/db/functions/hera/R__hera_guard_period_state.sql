-- hera.guard_period_state: whoever writes a fiscal period's state waits for everybody who is posting into it, and what is
-- LOCKED stays so. Locks: advisory, exclusive, on (organization, period), to the end of the transaction. ZH013.
create or replace function hera.guard_period_state() returns trigger language plpgsql set search_path = '' as $$
declare
  v_row public.core_dynamic_data := coalesce(old, new);
  v_code text;
begin
  select e.entity_code into v_code from public.core_entities e
  where e.organization_id = v_row.organization_id and e.id = v_row.entity_id and e.entity_type = 'FISCAL_PERIOD';
  if found then
    perform pg_advisory_xact_lock(hera.period_key(v_row.organization_id, v_code));
    if old.field_value_text = 'LOCKED' then
      perform hera.refuse_state('locked', 'a locked fiscal period stays locked', jsonb_build_object('period_code', v_code));
    end if;
  end if;
  return coalesce(new, old);
end
$$;

create or replace trigger the_books_guard_a_new_period_state before insert on public.core_dynamic_data
  for each row when (new.field_name = 'period_status') execute function hera.guard_period_state();
create or replace trigger the_books_guard_a_period_state before update on public.core_dynamic_data
  for each row when (old.field_name = 'period_status' or new.field_name = 'period_status')
  execute function hera.guard_period_state();
create or replace trigger the_books_guard_a_removed_period_state before delete on public.core_dynamic_data
  for each row when (old.field_name = 'period_status') execute function hera.guard_period_state();

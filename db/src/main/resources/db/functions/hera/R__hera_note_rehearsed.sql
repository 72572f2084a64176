-- hera.note_rehearsed: notes every row that a rehearsal (a simulation on real data, which is always rolled back) adds, changes or
-- removes, as it was and as it is, line by line in the setting hera.rehearsed: a setting goes back with the savepoint that its
-- row goes back with. Left out are records of the system about itself, and columns that follow from others. When a million
-- characters are noted, hera.rehearsed_cut is set instead. Outside of rehearsals the triggers' condition is all that runs.
-- No locks.
create or replace function hera.note_rehearsed() returns trigger language plpgsql set search_path = '' as $$
declare
  v_noted text := coalesce(current_setting('hera.rehearsed', true), '');
  v_hidden constant text[] := '{organization_id, dynamic_snapshot, search_document, field_value_float, field_value_long_float,
    field_value_key, is_system, log_cluster, log_xid, posted_xid, run_due, run_owner, run_subject}';
  v_before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
begin
  if 'true' in (v_before ->> 'is_system', v_after ->> 'is_system') then
    return null;
  end if;
  if length(v_noted) > 1000000 then
    perform set_config('hera.rehearsed_cut', 'on', true);
  else
    perform set_config('hera.rehearsed', v_noted || jsonb_build_object('table', tg_table_name, 'before', v_before - v_hidden,
      'after', v_after - v_hidden)::text || E'\n', true);
  end if;
  return null;
end
$$;

create or replace trigger what_is_rehearsed_is_noted after insert or update or delete on public.core_organizations
  for each row when (current_setting('hera.rehearsal', true) = 'on') execute function hera.note_rehearsed();
create or replace trigger what_is_rehearsed_is_noted after insert or update or delete on public.core_entities
  for each row when (current_setting('hera.rehearsal', true) = 'on') execute function hera.note_rehearsed();
create or replace trigger what_is_rehearsed_is_noted after insert or update or delete on public.core_dynamic_data
  for each row when (current_setting('hera.rehearsal', true) = 'on') execute function hera.note_rehearsed();
create or replace trigger what_is_rehearsed_is_noted after insert or update or delete on public.core_relationships
  for each row when (current_setting('hera.rehearsal', true) = 'on') execute function hera.note_rehearsed();
create or replace trigger what_is_rehearsed_is_noted after insert or update or delete on public.universal_transactions
  for each row when (current_setting('hera.rehearsal', true) = 'on') execute function hera.note_rehearsed();
create or replace trigger what_is_rehearsed_is_noted after insert or update or delete on public.universal_transaction_lines
  for each row when (current_setting('hera.rehearsal', true) = 'on') execute function hera.note_rehearsed();

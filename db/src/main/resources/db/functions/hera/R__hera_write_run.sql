-- hera.write_run: writes what one transaction changes of a run that hera.enter_run or hera.lock_run holds. p_run: {status, run, due,
-- owner, ended}; p_lines: steps, signals, failed attempts and events, each {number, type, node, attempts, data}, in the place
-- of those that have the number already; an event goes into the outbox as well (ORCH_EVENT), in the same commit, and so does
-- what runs tell each other (ORCH_NESTED). A run that
-- ends lets the next of its subject begin.
-- Locks: the rows written; at the end of a run advisory (subject) and the next one's row.
create or replace function hera.write_run(p_run_id uuid, p_run jsonb, p_lines jsonb)
returns void language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_subject text;
  v_waits boolean := false;
begin
  if p_lines <> '[]' then
    insert into public.universal_transaction_lines as l
      (organization_id, transaction_id, line_number, line_type, description, quantity, smart_code, line_data)
    select v_here, p_run_id, (n.value ->> 'number')::integer, n.value ->> 'type', n.value ->> 'node',
      (n.value ->> 'attempts')::numeric, 'HERA.CORE.ORCH.RUN.RECORD.V1', n.value -> 'data'
    from jsonb_array_elements(p_lines) n (value)
    on conflict (organization_id, transaction_id, line_number) do update
    set quantity = excluded.quantity, line_data = excluded.line_data, updated_at = now(), updated_by = excluded.updated_by;
  end if;
  if p_lines @? '$[*] ? (@.type == "ORCH_EVENT" || @.type == "ORCH_NESTED")' then
    insert into public.universal_transactions
      (organization_id, transaction_type, transaction_code, smart_code, transaction_status, business_context, metadata, run_due)
    select v_here, 'ORCH_EVENT', coalesce(e.data ->> 'order', e.data ->> 'name'), case when e.nested
        then 'HERA.CORE.ORCH.EVENT.NESTED.V1' else 'HERA.CORE.ORCH.EVENT.EMITTED.V1' end, 'PENDING',
      coalesce(e.data -> 'payload', '{}'), jsonb_build_object('run_id', p_run_id, 'node', n.value -> 'node', 'tries', 0,
        'actor', p_run -> 'run' -> 'actor' || jsonb_build_object('hops',
          coalesce((p_run -> 'run' -> 'actor' ->> 'hops')::integer, 0) + 1))
        || case when e.nested then jsonb_build_object('nested', e.data - 'payload' || jsonb_build_object('node', n.value -> 'node'))
          else '{}' end, clock_timestamp()
    from jsonb_array_elements(p_lines) n (value),
      lateral (select n.value -> 'data' as data, n.value ->> 'type' = 'ORCH_NESTED' as nested) e
    where n.value ->> 'type' in ('ORCH_EVENT', 'ORCH_NESTED');
  end if;
  select t.run_subject into v_subject from public.universal_transactions t
  where t.organization_id = v_here and t.id = p_run_id;
  if v_subject is not null and p_run ->> 'status' = 'PENDING' and p_run -> 'run' ->> 'phase' = 'FORWARD'
     and p_run -> 'run' ->> 'fence' = '0' then
    -- It has not begun: whatever was done to it, its turn has to come.
    v_waits := exists (
      select from public.universal_transactions t
      where t.organization_id = v_here and t.run_subject = v_subject and t.id <> p_run_id and t.metadata ->> 'fence' <> '0');
  end if;
  update public.universal_transactions t
  set transaction_status = p_run ->> 'status', metadata = p_run -> 'run',
    run_due = case when not v_waits then (p_run ->> 'due')::timestamptz end,
    run_owner = (p_run ->> 'owner')::integer,
    run_subject = case when not (p_run ->> 'ended')::boolean then t.run_subject end,
    version = t.version + 1, updated_at = now()
  where t.organization_id = v_here and t.id = p_run_id;
  if v_subject is not null and (p_run ->> 'ended')::boolean then
    perform pg_advisory_xact_lock(hera.subject_key(v_here, v_subject));
    -- One that waits its turn is the only kind that is pending without a time.
    update public.universal_transactions t set run_due = clock_timestamp()
    from (
      select w.id from public.universal_transactions w
      where w.organization_id = v_here and w.run_subject = v_subject and w.transaction_status = 'PENDING' and w.run_due is null
      order by w.id
      limit 1
    ) next
    where t.organization_id = v_here and t.id = next.id;
  end if;
end
$$;
alter function hera.write_run owner to hera_writer;
grant execute on function hera.write_run to hera_app;

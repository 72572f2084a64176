-- hera.record_run_lines: writes steps that stand in lines, signals, failed attempts and events of a run, each {number, type, node,
-- attempts, data, again?}; one that is written again takes the place of the one that has the number, and no other may have it (the second belt, after the fence). An event goes into the outbox as well (ORCH_EVENT), in the same commit, and so does
-- what runs tell each other (ORCH_NESTED); both act as p_actor, one event further on. Part of hera.write_run and hera.write_new_run.
-- Locks: the rows written.
create or replace function hera.record_run_lines(p_run_id uuid, p_actor jsonb, p_lines jsonb)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  -- An insert that may update is planned and set up for both, which costs every step that is only added a third more.
  if p_lines @? '$[*].again' then
    insert into public.universal_transaction_lines as l
      (organization_id, transaction_id, line_number, line_type, description, quantity, smart_code, line_data)
    select v_here, p_run_id, (n.value ->> 'number')::integer, n.value ->> 'type', n.value ->> 'node',
      (n.value ->> 'attempts')::numeric, 'HERA.CORE.ORCH.RUN.RECORD.V1', n.value -> 'data'
    from jsonb_array_elements(p_lines) n (value)
    on conflict (organization_id, transaction_id, line_number) do update
    set quantity = excluded.quantity, line_data = excluded.line_data, updated_at = now(), updated_by = excluded.updated_by;
  else
    insert into public.universal_transaction_lines
      (organization_id, transaction_id, line_number, line_type, description, quantity, smart_code, line_data)
    select v_here, p_run_id, (n.value ->> 'number')::integer, n.value ->> 'type', n.value ->> 'node',
      (n.value ->> 'attempts')::numeric, 'HERA.CORE.ORCH.RUN.RECORD.V1', n.value -> 'data'
    from jsonb_array_elements(p_lines) n (value);
  end if;
  if p_lines @? '$[*] ? (@.type == "ORCH_EVENT" || @.type == "ORCH_NESTED")' then
    insert into public.universal_transactions
      (organization_id, transaction_type, transaction_code, smart_code, transaction_status, business_context, metadata, run_due)
    select v_here, 'ORCH_EVENT', coalesce(e.data ->> 'order', e.data ->> 'name'), case when e.nested
        then 'HERA.CORE.ORCH.EVENT.NESTED.V1' else 'HERA.CORE.ORCH.EVENT.EMITTED.V1' end, 'PENDING',
      coalesce(e.data -> 'payload', '{}'), jsonb_build_object('run_id', p_run_id, 'node', n.value -> 'node', 'tries', 0,
        'actor', p_actor || jsonb_build_object('hops', coalesce((p_actor ->> 'hops')::integer, 0) + 1))
        || case when e.nested then jsonb_build_object('nested', e.data - 'payload' || jsonb_build_object('node', n.value -> 'node'))
          else '{}' end, clock_timestamp()
    from jsonb_array_elements(p_lines) n (value),
      lateral (select n.value -> 'data' as data, n.value ->> 'type' = 'ORCH_NESTED' as nested) e
    where n.value ->> 'type' in ('ORCH_EVENT', 'ORCH_NESTED');
  end if;
end
$$;

-- hera.spread_run_steps: gives each step that stands in the row of a run a line of its own; what an earlier time left there is
-- overwritten. Nothing happens where they are lines already. Part of hera.write_run, which holds the run.
-- Locks: the rows written.
create or replace function hera.spread_run_steps(p_run_id uuid)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  insert into public.universal_transaction_lines as l
    (organization_id, transaction_id, line_number, line_type, description, quantity, smart_code, line_data)
  select t.organization_id, t.id, s.place, 'ORCH_STEP', s.node, (s.step ->> 'attempts')::numeric, 'HERA.CORE.ORCH.RUN.RECORD.V1', s.step
  from public.universal_transactions t, lateral hera.run_steps(t) s
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_run_id and t.metadata ? 'steps'
  on conflict (organization_id, transaction_id, line_number) do update
  set description = excluded.description, quantity = excluded.quantity, line_data = excluded.line_data, updated_at = now(),
    updated_by = excluded.updated_by;
end
$$;

-- hera.run_timeline: all that was recorded of a run of the request's organization, in the order of time, as a JSON array in text: steps as they
-- are now, failed attempts, signals, events, and what people did to it with their reasons. NULL when there is none. Reads only.
create or replace function hera.run_timeline(p_run_id uuid)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_run public.universal_transactions;
begin
  select * into v_run from public.universal_transactions t
  where t.organization_id = v_here and t.id = p_run_id and t.transaction_type || '' = 'ORCH_RUN';
  if not found then
    return null;
  end if;
  return (
    select coalesce(json_agg(e.entry order by e.at, e.place), '[]')::text
    from (
      select l.updated_at as at, l.line_number as place, json_build_object('at', hera.utc(l.updated_at),
          'kind', replace(l.line_type, 'ORCH_', ''), 'node', l.description, 'attempt', l.quantity)::jsonb
        || (l.line_data - array['input', 'output', 'payload', 'node', 'at', 'fence']) as entry
      from public.universal_transaction_lines l
      where l.organization_id = v_here and l.transaction_id = p_run_id and (l.line_type <> 'ORCH_STEP' or not v_run.metadata ? 'steps')
      union all
      select (s.step ->> 'at')::timestamptz, s.place, jsonb_build_object('at', s.step -> 'at', 'kind', 'STEP', 'node', s.node,
          'attempt', s.step -> 'attempts') || (s.step - array['input', 'output', 'node', 'at', 'fence'])
      from hera.run_steps(v_run) s
      where v_run.metadata ? 'steps'
      union all
      select a.created_at, 0, jsonb_build_object('at', hera.utc(a.created_at), 'kind', 'OPERATOR',
        'action', a.metadata -> 'action', 'reason', a.metadata -> 'reason', 'actor_user_id', a.created_by)
      from public.universal_transactions a
      where a.organization_id = v_here and a.is_system and a.transaction_type = 'AUDIT' and a.subject_id = p_run_id
    ) e);
end
$$;
grant execute on function hera.run_timeline to hera_app;

-- hera.run_steps: the steps of a run of the request's organization, as far as they have begun: (place, node, step). Short ones stand in
-- the run's own row (metadata.steps), written with it; where they have grown too long for that, each is a line (ORCH_STEP) with
-- its place for a number. A place tells in which order they began: from 1 going forward, from 10,001 undoing. Reads only.
create or replace function hera.run_steps(p_run public.universal_transactions)
returns table (place integer, node text, step jsonb) language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  if p_run.metadata ? 'steps' then
    return query
      select case when s.value ->> 'phase' = 'UNDO' then 10000 else 0 end
          + row_number() over (partition by s.value ->> 'phase' order by s.ordinality)::integer, s.value ->> 'node', s.value
      from jsonb_array_elements(p_run.metadata -> 'steps') with ordinality s;
  else
    return query
      select l.line_number, l.description::text, l.line_data from public.universal_transaction_lines l
      where l.organization_id = p_run.organization_id and l.transaction_id = p_run.id and l.line_type = 'ORCH_STEP';
  end if;
end
$$;
grant execute on function hera.run_steps to hera_app;

-- hera.run_text: a run of the request's organization, whole, as JSON text: {id, smart_code, key, status, payload, run (what the
-- engine keeps of it), steps, signals}; NULL when there is none. Steps and signals come in the order in which they began. (Steps are read
-- here as hera.run_steps reads them.)
-- Reads only. (No index is to follow from the type: those of runs have all of an organization, the primary key has the one.)
create or replace function hera.run_text(p_run_id uuid)
returns text language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    select json_build_object('id', t.id, 'smart_code', t.smart_code, 'key', t.transaction_code, 'status', t.transaction_status,
        'payload', t.business_context, 'run', t.metadata - 'steps',
        'steps', coalesce(to_json(t.metadata -> 'steps'), json_agg(l.line_data order by l.line_number) filter (where l.line_type = 'ORCH_STEP'), '[]'),
        'signals', coalesce(json_agg(l.line_data order by l.line_number) filter (where l.line_type = 'ORCH_SIGNAL'), '[]'))::text
    from public.universal_transactions t
    left join public.universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
      and l.line_number < 1000000
    where t.organization_id = v_here and t.id = p_run_id and t.transaction_type || '' = 'ORCH_RUN'
    group by t.organization_id, t.id);
end
$$;
grant execute on function hera.run_text to hera_app;

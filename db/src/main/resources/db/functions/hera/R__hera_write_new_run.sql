-- hera.write_new_run: writes a run that hera.begin_run let begin, as it is at the end of its first transaction. p_run: {id, smart_code, key,
-- payload, status, run, due, owner, subject, ended}; p_lines as for hera.write_run. Raises a serialization failure, so that
-- the whole is tried again, when a run of the same orchestration and key has come in between by another way.
-- Locks: the rows written; at the end of a run hera.wake_next_run.
create or replace function hera.write_new_run(p_run jsonb, p_lines jsonb)
returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_ended boolean := (p_run ->> 'ended')::boolean;
begin
  insert into public.universal_transactions
    (organization_id, id, transaction_type, transaction_code, smart_code, transaction_status, business_context, metadata,
     run_due, run_owner, run_subject)
  values
    (v_here, (p_run ->> 'id')::uuid, 'ORCH_RUN', p_run ->> 'key', p_run ->> 'smart_code', p_run ->> 'status', p_run -> 'payload',
     p_run -> 'run', (p_run ->> 'due')::timestamptz, (p_run ->> 'owner')::integer,
     case when not v_ended then p_run ->> 'subject' end)
  on conflict (organization_id, smart_code, transaction_code) where transaction_type = 'ORCH_RUN' do nothing;
  if not found then
    raise exception using errcode = '40001', message = 'a run of the same key began meanwhile';
  end if;
  if p_lines <> '[]' then
    perform hera.record_run_lines((p_run ->> 'id')::uuid, p_run -> 'run' -> 'actor', p_lines);
  end if;
  if v_ended and p_run ? 'subject' then
    perform hera.wake_next_run(p_run ->> 'subject');
  end if;
end
$$;
alter function hera.write_new_run owner to hera_writer;
grant execute on function hera.write_new_run to hera_app;

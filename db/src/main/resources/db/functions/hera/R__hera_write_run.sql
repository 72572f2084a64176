-- hera.write_run: writes what one transaction changes of a run that hera.enter_run or hera.lock_run holds. p_run: {status, run, due,
-- owner, ended}; p_lines as hera.record_run_lines takes them. All steps stand in run.steps; a run without that member has outgrown its
-- row, and those that change are among the lines. What the run needs of a pod stays as it was begun with. A run that ends lets the
-- next of its subject begin. Raises a serialization failure, so that the whole is tried again, when seq is not the one that follows
-- the stored one: somebody else has written in between (the second belt, after the fence).
-- Locks: the rows written; at the end of a run hera.wake_next_run.
create or replace function hera.write_run(p_run_id uuid, p_run jsonb, p_lines jsonb)
returns void language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_run jsonb := p_run -> 'run';
  v_subject text;
  v_waits boolean := false;
begin
  if not v_run ? 'steps' then
    perform hera.spread_run_steps(p_run_id);
  end if;
  if p_lines <> '[]' then
    perform hera.record_run_lines(p_run_id, v_run -> 'actor', p_lines);
  end if;
  if p_run ->> 'status' = 'PENDING' and v_run ->> 'phase' = 'FORWARD' and v_run ->> 'fence' = '0' then
    -- It has not begun: whatever was done to it, its turn has to come.
    select t.run_subject into v_subject from public.universal_transactions t
    where t.organization_id = v_here and t.id = p_run_id;
    v_waits := v_subject is not null and exists (
      select from public.universal_transactions t
      where t.organization_id = v_here and t.run_subject = v_subject and t.id <> p_run_id and t.metadata ->> 'fence' <> '0');
  end if;
  update public.universal_transactions t
  set transaction_status = p_run ->> 'status', metadata = v_run || jsonb_build_object('needs', t.metadata -> 'needs'),
    run_due = case when not v_waits then (p_run ->> 'due')::timestamptz end,
    run_owner = (p_run ->> 'owner')::integer,
    run_subject = case when not (p_run ->> 'ended')::boolean then t.run_subject end,
    version = t.version + 1, updated_at = now()
  where t.organization_id = v_here and t.id = p_run_id and (t.metadata ->> 'seq')::bigint + 1 = (v_run ->> 'seq')::bigint
  returning old.run_subject into v_subject;
  if not found then
    raise exception using errcode = '40001', message = 'the run was written by somebody else meanwhile';
  end if;
  if v_subject is not null and (p_run ->> 'ended')::boolean then
    perform hera.wake_next_run(v_subject);
  end if;
end
$$;
alter function hera.write_run owner to hera_writer;
grant execute on function hera.write_run to hera_app;

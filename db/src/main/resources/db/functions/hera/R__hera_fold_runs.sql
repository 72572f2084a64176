-- hera.fold_runs: folds runs of the request's organization that ended more than p_days ago, looking at the next p_limit after the id
-- p_after (NULL: from the first). All steps and lines of one become a single ORCH_SUMMARY line that counts them; its row stays, so that its
-- key goes on answering, and keeps of each step its state, attempts, time and error (metadata.folded), not what went in and
-- came out. One commit folds a run whole. Kept as it is: what the setting audit_hold holds (true, or smart codes), what a run has had
-- run that is not folded itself, or whose heirs are not (they may still call that back), and what somebody else has locked.
-- Answers {folded, lines: removed, last: the last id looked at, kept: the first that is not folded now, more} as text.
-- Locks: the rows of the runs that it folds. No role is asked: the engine itself calls.
create or replace function hera.fold_runs(p_days integer, p_after uuid, p_limit integer)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_before timestamptz := clock_timestamp() - make_interval(days => p_days);
  -- Ids are in the order of time: the first that could have been given out then.
  v_bound uuid := (lpad(to_hex((extract(epoch from v_before) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;
  v_hold jsonb := (select o.settings -> 'audit_hold' from public.core_organizations o where o.id = v_here);
  v_seen uuid[];
  v_ripe uuid[];
  v_lines integer := 0;
begin
  v_seen := array(
    select t.id from public.universal_transactions t
    where t.organization_id = v_here and t.is_system and t.transaction_type = 'ORCH_RUN' and t.id < v_bound and (p_after is null or t.id > p_after)
    order by t.id
    limit p_limit);
  v_ripe := array(
    select t.id from public.universal_transactions t
    where t.organization_id = v_here and t.id = any (v_seen) and not t.metadata ? 'folded' and t.updated_at < v_before
      and t.transaction_status in ('COMPLETED', 'FAILED', 'COMPENSATED', 'CANCELLED', 'TERMINATED')
      and (v_hold = 'true') is not true and (v_hold ? upper(t.smart_code)) is not true
      and not exists (
        with recursive owner as (
          select p.metadata from public.universal_transactions p
          where p.organization_id = v_here and p.id = (t.metadata -> 'parent' ->> 'run_id')::uuid
          union all
          -- With an offset as in hera.remove_events.
          select h.metadata from owner o cross join lateral (
            select n.metadata from public.universal_transactions n
            where n.organization_id = v_here and n.id = (o.metadata ->> 'heir')::uuid
            offset 0) h)
        select from owner o where not o.metadata ? 'folded')
    for no key update skip locked);
  update public.universal_transactions t
  set metadata = t.metadata - 'steps' || jsonb_build_object('folded', jsonb_build_object('at', hera.utc(clock_timestamp()), 'lines', l.lines,
    'steps', l.steps))
  from public.universal_transactions r
  cross join lateral (
    select jsonb_agg(s.step - 'output' || '{"input": {}}' order by s.place) as steps, count(*) as many from hera.run_steps(r) s
  ) s
  cross join lateral (
    select coalesce(jsonb_object_agg(k.line_type, k.lines), '{}')
        || case when s.many > 0 then jsonb_build_object('ORCH_STEP', s.many) else '{}' end as lines, coalesce(s.steps, '[]') as steps
    from (
      select c.line_type, count(*) as lines from public.universal_transaction_lines c
      where c.organization_id = v_here and c.transaction_id = r.id
      group by c.line_type) k
  ) l
  where r.organization_id = v_here and r.id = any (v_ripe) and t.organization_id = v_here and t.id = r.id;
  delete from public.universal_transaction_lines l
  where l.organization_id = v_here and l.transaction_id = any (v_ripe);
  get diagnostics v_lines = row_count;
  insert into public.universal_transaction_lines
    (organization_id, transaction_id, line_number, line_type, smart_code, line_data)
  select v_here, t.id, 1, 'ORCH_SUMMARY', 'HERA.CORE.ORCH.RUN.RECORD.V1', jsonb_build_object(
    'folded_at', t.metadata -> 'folded' -> 'at', 'lines', t.metadata -> 'folded' -> 'lines', 'states', (
      select coalesce(jsonb_object_agg(s.state, s.steps), '{}')
      from (
        select concat_ws(' ', nullif(e.value ->> 'phase', 'FORWARD'), e.value ->> 'state') as state, count(*) as steps
        from jsonb_array_elements(t.metadata -> 'folded' -> 'steps') e (value)
        group by 1) s))
  from public.universal_transactions t
  where t.organization_id = v_here and t.id = any (v_ripe);
  return json_build_object('folded', cardinality(v_ripe), 'lines', v_lines, 'last', v_seen[cardinality(v_seen)],
    'kept', (
      select min(t.id::text) from public.universal_transactions t
      where t.organization_id = v_here and t.id = any (v_seen) and not t.metadata ? 'folded'),
    'more', cardinality(v_seen) = p_limit)::text;
end
$$;
alter function hera.fold_runs owner to hera_writer;
grant execute on function hera.fold_runs to hera_app;

-- hera.claim_runs: gives a pod up to p_limit runs that are due and that it can run (p_handlers, folded smart codes), over all
-- organizations, one after the other of each. First what pods hold that are no more is set free, and goes before everything else:
-- a pod is alive while a session of its own holds the advisory lock (77, pod), and is not among
-- hera.silent_pods. Answers [{organization_id, run_id, fence,
-- orphaned_ms?: since the dead pod last committed something of it}] as text.
-- Safety does not rest on who is taken for dead: a raised fence refuses whoever had the run before (hera.enter_run).
-- A bitmap of an index visits every entry that an update has left behind, each time; a walk through it strikes them out as it goes. So it
-- is looked at by walking, five times a second.
-- Locks: the claimed rows; what others hold locked is passed over.
create or replace function hera.claim_runs(p_pod integer, p_handlers text[], p_limit integer)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  v_alive integer[] := array(
    select l.objid::bigint from pg_catalog.pg_locks l
    where l.locktype = 'advisory' and l.classid = 77 and l.objsubid = 2 and l.granted
      and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
      and l.objid::text <> all (string_to_array(coalesce(current_setting('hera.silent_pods', true), ''), ',')));
  v_claims text;
begin
  update public.universal_transactions t
  set transaction_status = 'PENDING', run_owner = null, run_due = '-infinity',
    metadata = t.metadata || '{"owner": null, "not_before": null}'
  from (
    select o.organization_id, o.id from public.universal_transactions o
    where o.run_owner is not null and not o.run_owner = any (v_alive)
      and o.transaction_status in ('RUNNING', 'COMPENSATING', 'CANCELLING')
    limit 200
    for no key update skip locked
  ) orphan
  where t.organization_id = orphan.organization_id and t.id = orphan.id;

  with due as (
    select d.organization_id, d.id, d.run_due,
      row_number() over (partition by d.organization_id order by d.run_due, d.id) as turn
    from (
      select t.organization_id, t.id, t.run_due from public.universal_transactions t
      where t.run_due <= clock_timestamp() and t.transaction_status in ('PENDING', 'WAITING')
        and t.metadata -> 'needs' <@ to_jsonb(p_handlers)
      order by t.run_due
      limit p_limit * 8
    ) d
  ), chosen as (
    select t.organization_id, t.id, case when t.run_due = '-infinity' then clock_timestamp() - t.updated_at end as orphaned
    from public.universal_transactions t
    join (select * from due order by turn, run_due limit p_limit) d on d.organization_id = t.organization_id and d.id = t.id
    where t.run_due <= clock_timestamp() and t.transaction_status in ('PENDING', 'WAITING')
    for no key update of t skip locked
  ), claimed as (
    update public.universal_transactions t
    set transaction_status = case
        when t.metadata ->> 'phase' = 'FORWARD' or t.metadata ->> 'ending' is null then 'RUNNING'
        when t.metadata ->> 'ending' in ('CANCEL', 'DEADLINE') then 'CANCELLING'
        else 'COMPENSATING' end,
      run_owner = p_pod, run_due = null, metadata = t.metadata || jsonb_build_object('owner', p_pod::text, 'not_before', null,
        'fence', (t.metadata ->> 'fence')::bigint + 1, 'claims', (t.metadata ->> 'claims')::integer + 1)
    from chosen c
    where t.organization_id = c.organization_id and t.id = c.id
    returning t.organization_id, t.id, t.metadata -> 'fence' as fence, c.orphaned
  )
  select coalesce(json_agg(json_strip_nulls(json_build_object('organization_id', c.organization_id, 'run_id', c.id, 'fence', c.fence,
      'orphaned_ms', floor(extract(epoch from c.orphaned) * 1000)))),
    '[]')::text into v_claims from claimed c;
  return v_claims;
end
$$;
alter function hera.claim_runs owner to hera_system;
revoke all on function hera.claim_runs from public;
grant execute on function hera.claim_runs to hera_app;

-- hera.audited_runs: what the invariants of runs are judged by, of the next p_limit runs of the request's organization after the id p_after:
-- {last: the last id looked at, seen, completed: [{smart_code, plan_sha, event, nodes: that are settled, runs: [ids, ten at most],
-- count}], doubled: [{run_id, smart_code, node, phase}] steps that are there twice, disordered: [{run_id, smart_code, node, before}]
-- compensations that came before that of a later commit} as text. Runs that are folded have no steps to judge. A nested run
-- that was called back while it went on was never committed, and has no place in the order. Reads only; no locks.
create or replace function hera.audited_runs(p_after uuid, p_limit integer)
returns text language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
begin
  return (
    with batch as materialized (
      select t.id, t.smart_code, t.transaction_status as status, t.metadata ->> 'plan_sha' as plan_sha, t.metadata ->> 'event' as event,
        t.metadata ? 'folded' as folded
      from public.universal_transactions t
      where t.organization_id = v_here and t.is_system and t.transaction_type = 'ORCH_RUN' and (p_after is null or t.id > p_after)
      order by t.id
      limit p_limit
    ), steps as materialized (
      select b.id, b.smart_code, s.step ->> 'phase' as phase, s.node, s.step ->> 'state' as state, (s.step ->> 'commit_seq')::bigint as seq
      from batch b, lateral (
        -- Looked up again: a batch of whole rows, with all that runs have been told and have answered, would not fit into memory.
        select r.node, r.step from public.universal_transactions t, lateral hera.run_steps(t) r
        where t.organization_id = v_here and t.id = b.id
        offset 0) s
    ), settled as (
      -- Once for all runs: asked for each of them, all steps would be read as often as there are runs.
      select s.id, array_agg(distinct s.node order by s.node) as nodes from steps s
      where s.phase = 'FORWARD' and s.state in ('COMPLETED', 'SKIPPED')
      group by s.id
    ), undone as (
      select u.id, u.smart_code, u.node, u.seq as undone, f.seq as done
      from steps u
      join steps f on f.id = u.id and f.node = u.node and f.phase = 'FORWARD' and f.state <> 'FAILED'
      where u.phase = 'UNDO' and u.state = 'COMPLETED'
    )
    select json_build_object('last', (select max(b.id::text) from batch b), 'seen', (select count(*) from batch),
      'completed', (
        select coalesce(json_agg(g), '[]') from (
          select c.smart_code, c.plan_sha, c.event, c.nodes, count(*) as count, (array_agg(c.id))[1:10] as runs
          from (
            select b.id, b.smart_code, b.plan_sha, b.event, coalesce(n.nodes, '{}') as nodes
            from batch b left join settled n on n.id = b.id
            where b.status = 'COMPLETED' and not b.folded
          ) c
          group by c.smart_code, c.plan_sha, c.event, c.nodes
        ) g),
      'doubled', (
        select coalesce(json_agg(json_build_object('run_id', d.id, 'smart_code', d.smart_code, 'node', d.node, 'phase', d.phase)), '[]')
        from (
          select s.id, s.smart_code, s.node, s.phase from steps s
          group by s.id, s.smart_code, s.node, s.phase
          having count(*) > 1) d),
      'disordered', (
        select coalesce(json_agg(json_build_object('run_id', w.id, 'smart_code', w.smart_code, 'node', w.node, 'before', w.later)), '[]')
        from (
          select distinct on (a.id, a.node) a.id, a.smart_code, a.node, b.node as later
          from undone a
          join undone b on b.id = a.id and b.undone > a.undone and b.done > a.done) w))::text);
end
$$;
grant execute on function hera.audited_runs to hera_app;

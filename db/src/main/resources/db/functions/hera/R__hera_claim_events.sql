-- hera.claim_events: events of the outbox that nobody has delivered yet, over all organizations, oldest first, each for half a minute this
-- caller's: after that it is anybody's again, and that it then starts nothing twice the keys of the runs see to. One that was
-- tried ten times, or that events have led to one after the other too often, is DEAD and stays visible; what runs tell each
-- other (NESTED) is delivered however long the chain is, because somebody waits for it.
-- Answers [{organization_id, event_id, claim: for hera.settle_event, kind: EMITTED|TRANSACTION|NESTED, name, payload, actor, run_id?, nested?}] as text.
-- Looked up by the time alone, walking (see hera.claim_runs): the index of events has all that ever were.
-- Locks: the claimed rows; what others hold is passed over.
create or replace function hera.claim_events(p_limit integer)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  c_most_tries constant integer := 10;
  c_most_hops constant integer := 16;
  v_events text;
begin
  with chosen as (
    select e.organization_id, e.id, case
        when (e.metadata ->> 'tries')::integer >= c_most_tries then 'tried too often'
        when (e.metadata -> 'actor' ->> 'hops')::integer > c_most_hops and not e.metadata ? 'nested'
          then 'events have led to one another ' || c_most_hops || ' times: they would go on forever'
      end as problem
    from public.universal_transactions e
    where e.run_due <= clock_timestamp() and e.transaction_type || '' = 'ORCH_EVENT' and e.transaction_status = 'PENDING'
    order by e.run_due
    limit p_limit
    for no key update skip locked
  ), claimed as (
    update public.universal_transactions e
    set metadata = e.metadata || jsonb_build_object('tries', (e.metadata ->> 'tries')::integer + 1)
        || case when c.problem is null then '{}' else jsonb_build_object('problems',
          coalesce(e.metadata -> 'problems', '[]') || jsonb_build_array(c.problem)) end,
      transaction_status = case when c.problem is null then 'PENDING' else 'DEAD' end,
      run_due = case when c.problem is null then clock_timestamp() + interval '30 s' end
    from chosen c
    where e.organization_id = c.organization_id and e.id = c.id
    returning e.*
  )
  select coalesce(json_agg(json_build_object('organization_id', c.organization_id, 'event_id', c.id,
      'claim', concat_ws('.', c.version, c.metadata ->> 'tries'),
      'kind', split_part(c.smart_code, '.', 5), 'name', c.transaction_code, 'payload', c.business_context,
      'actor', c.metadata -> 'actor', 'run_id', c.metadata -> 'run_id', 'nested', c.metadata -> 'nested') order by c.id)
      filter (where c.transaction_status = 'PENDING'), '[]')::text into v_events
  from claimed c;
  return v_events;
end
$$;
alter function hera.claim_events owner to hera_system;
revoke all on function hera.claim_events from public;
grant execute on function hera.claim_events to hera_app;

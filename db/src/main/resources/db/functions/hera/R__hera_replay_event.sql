-- hera.replay_event: makes an event of the request's organization one that nobody has delivered yet, with as many tries as a new one, and
-- writes into the change log who wanted it and why. What it has started already is found by the runs' keys and not started
-- anew. Its chain of events begins anew, too: whoever replays one that went round in a circle wants one round more.
-- Answers hera.event_item as text, NULL when there is none. Locks: its row. Refuses: ZH013 while it is PENDING. No role is
-- asked: the caller has.
create or replace function hera.replay_event(p_event_id uuid, p_reason text)
returns text language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_event public.universal_transactions;
begin
  select * into v_event from public.universal_transactions e
  where e.organization_id = v_here and e.id = p_event_id and e.transaction_type = 'ORCH_EVENT'
  for no key update;
  if not found then
    return null;
  elsif v_event.transaction_status = 'PENDING' then
    perform hera.refuse_state('PENDING', 'the event is about to be delivered', null);
  end if;
  update public.universal_transactions e
  set transaction_status = 'PENDING', run_due = clock_timestamp(), updated_at = now(), version = e.version + 1,
    metadata = (e.metadata - 'problems') || jsonb_build_object('tries', 0,
      'actor', e.metadata -> 'actor' || '{"hops": 1}')
  where e.organization_id = v_here and e.id = p_event_id
  returning * into v_event;
  perform hera.note_run(p_event_id, 'REPLAY', p_reason);
  return hera.event_item(v_event)::text;
end
$$;
alter function hera.replay_event owner to hera_writer;
grant execute on function hera.replay_event to hera_app;

-- hera.settle_event: notes what became of an event of the request's organization. Without problems it has started what it starts. With
-- p_again it is tried again after a while, the longer the more often it was; else it is DEAD, and stays visible with its
-- problems until somebody replays it (hera.replay_event). Only who has the event still says so (p_claim, of hera.claim_events): what
-- became of it after that, or that somebody wants it replayed, is not overwritten by who comes back late. Locks: its row.
create or replace function hera.settle_event(p_event_id uuid, p_claim text, p_problems jsonb, p_again boolean)
returns void language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
begin
  update public.universal_transactions e
  set transaction_status = case when p_problems = '[]' then 'DELIVERED' when p_again then 'PENDING' else 'DEAD' end,
    run_due = case when p_problems <> '[]' and p_again
      then clock_timestamp() + interval '1 s' * power(2, least((e.metadata ->> 'tries')::integer, 8)) end,
    metadata = case when p_problems = '[]' then e.metadata - 'problems'
      else e.metadata || jsonb_build_object('problems', p_problems) end,
    updated_at = now()
  where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_event_id
    and e.transaction_type = 'ORCH_EVENT' and e.transaction_status = 'PENDING' and concat_ws('.', e.version, e.metadata ->> 'tries') = p_claim;
end
$$;
alter function hera.settle_event(uuid, text, jsonb, boolean) owner to hera_writer;
grant execute on function hera.settle_event(uuid, text, jsonb, boolean) to hera_app;

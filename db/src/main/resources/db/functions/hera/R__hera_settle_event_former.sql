-- hera.settle_event, former form: as pods call it that are from before V059 and run on while a deployment rolls. They do not say by which claim
-- they had the event, so it is taken for what it must have been, and what is not certain is not noted: the event is delivered
-- once more when its claim is over, to no effect, and settled by who says more. That it was delivered is true whoever of those who
-- ever claimed it says so; that it could not be is the word of the first alone. An event that was replayed may mean somebody who
-- had it before that. To be dropped when no such pod is left. Locks: its row.
create or replace function hera.settle_event(p_event_id uuid, p_problems jsonb, p_again boolean)
returns void language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_tries text := (
    select e.metadata ->> 'tries' from public.universal_transactions e
    where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_event_id
      and e.transaction_type = 'ORCH_EVENT');
begin
  perform hera.settle_event(p_event_id, concat_ws('.', 1, case when p_problems = '[]' then v_tries else '1' end), p_problems, p_again);
end
$$;
comment on function hera.settle_event(uuid, jsonb, boolean) is '@former of (uuid, text, jsonb, boolean)';
alter function hera.settle_event(uuid, jsonb, boolean) owner to hera_writer;
grant execute on function hera.settle_event(uuid, jsonb, boolean) to hera_app;

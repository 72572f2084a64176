-- hera.list_runs: runs of the request's organization, newest first, as JSON members in text: "data":[…],"count":n and "next_cursor" when
-- there are more. p_asked: smart_code, status, event, subject, node (that it has begun), from, to (when it began), q (a part of
-- key, subject or error), limit, cursor. Reads only. Refuses: ZH015 a cursor that was not given out for this.
create or replace function hera.list_runs(p_asked jsonb)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_limit integer := coalesce((p_asked ->> 'limit')::integer, 100);
  v_after uuid := (hera.open_cursor(p_asked) ->> 0)::uuid;
  v_items text[];
  v_ids uuid[];
begin
  select array_agg(r.item), array_agg(r.id) into v_items, v_ids
  from (
    select t.id, json_build_object('run_id', t.id, 'smart_code', t.smart_code, 'event', t.metadata -> 'event',
        'status', t.transaction_status, 'subject', t.metadata -> 'subject', 'key', t.transaction_code,
        'error', t.metadata -> 'error', 'suspension', t.metadata -> 'suspension', 'actor_user_id', t.created_by,
        'started_at', hera.utc(t.created_at), 'updated_at', hera.utc(t.updated_at),
        'folded_at', t.metadata -> 'folded' -> 'at')::text as item
    from public.universal_transactions t
    where t.organization_id = v_here and t.is_system and t.transaction_type = 'ORCH_RUN' and (v_after is null or t.id < v_after)
      and (p_asked ->> 'smart_code' is null or upper(t.smart_code) = upper(p_asked ->> 'smart_code'))
      and (p_asked ->> 'status' is null or t.transaction_status = p_asked ->> 'status')
      and (p_asked ->> 'event' is null or t.metadata ->> 'event' = p_asked ->> 'event')
      and (p_asked ->> 'subject' is null or t.metadata ->> 'subject' = p_asked ->> 'subject')
      and (p_asked ->> 'from' is null or t.created_at >= hera.instant_of(p_asked ->> 'from', 0))
      and (p_asked ->> 'to' is null or t.created_at < hera.instant_of(p_asked ->> 'to', 1))
      -- A step that has begun never goes away: wherever it stands, also in what an earlier time left in lines, it says so.
      and (p_asked ->> 'node' is null
        or coalesce(t.metadata -> 'steps', t.metadata -> 'folded' -> 'steps') @> jsonb_build_array(jsonb_build_object('node', p_asked ->> 'node'))
        or exists (
          select from public.universal_transaction_lines l
          where l.organization_id = t.organization_id and l.transaction_id = t.id and l.line_type = 'ORCH_STEP'
            and l.description = p_asked ->> 'node'))
      and (p_asked ->> 'q' is null or strpos(lower(concat_ws(' ', t.transaction_code, t.metadata ->> 'subject',
        t.metadata ->> 'error')), lower(p_asked ->> 'q')) > 0)
    order by t.id desc
    limit v_limit + 1
  ) r;
  return hera.page_members(p_asked, v_items, v_limit, jsonb_build_array(v_ids[v_limit]), null);
end
$$;
grant execute on function hera.list_runs to hera_app;

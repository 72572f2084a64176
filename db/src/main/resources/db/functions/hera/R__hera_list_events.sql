-- hera.list_events: events of the request's organization, newest first, as JSON members in text: "data":[…],"count":n and "next_cursor" when
-- there are more. p_asked: status, name, limit, cursor. Reads only. Refuses: ZH015 a cursor that was not given out for this.
create or replace function hera.list_events(p_asked jsonb)
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
    select t.id, hera.event_item(t)::text as item
    from public.universal_transactions t
    where t.organization_id = v_here and t.is_system and t.transaction_type = 'ORCH_EVENT' and (v_after is null or t.id < v_after)
      and (p_asked ->> 'status' is null or t.transaction_status = p_asked ->> 'status')
      and (p_asked ->> 'name' is null or t.transaction_code = p_asked ->> 'name')
    order by t.id desc
    limit v_limit + 1
  ) r;
  return hera.page_members(p_asked, v_items, v_limit, jsonb_build_array(v_ids[v_limit]), null);
end
$$;
grant execute on function hera.list_events to hera_app;

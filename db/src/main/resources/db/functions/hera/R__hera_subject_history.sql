-- hera.subject_history: what happened to an entity or a transaction (p_subject), newest first, as JSON members in text:
-- "data":[{version, action, actor_user_id, actor_name, at, reason, changes:[{path, from, to}]}],"count":n and "next_cursor"
-- when there is more. NULL when the log knows nothing of it and p_known is false. Reads only.
create or replace function hera.subject_history(
  p_subject text, p_subject_id uuid, p_limit integer, p_cursor text, p_known boolean
) returns text language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_query jsonb := jsonb_build_object('history_of', p_subject_id, 'cursor', p_cursor);
  v_after uuid := (hera.open_cursor(v_query) ->> 0)::uuid;
  v_items text[];
  v_ids uuid[];
begin
  select array_agg(h.item), array_agg(h.id) into v_items, v_ids
  from (
    select t.id, json_build_object('version', t.metadata -> 'version', 'action', t.metadata ->> 'action',
        'actor_user_id', t.created_by, 'actor_name', u.entity_name, 'at', hera.utc(t.created_at),
        'reason', t.metadata ->> 'reason',
        'changes', coalesce(t.metadata -> 'changes', hera.changes_of_creation(t.metadata -> 'created')))::text as item
    from public.universal_transactions t
    left join public.core_entities u on u.organization_id = t.organization_id and u.id = t.created_by
    where t.organization_id = v_organization_id and t.is_system and t.transaction_type = 'AUDIT'
      and t.subject_id = p_subject_id and t.metadata ->> 'action' is distinct from 'UNCHANGED' and coalesce(t.metadata ->> 'subject', 'entity') = p_subject
      and (v_after is null or t.id < v_after)
    order by t.id desc
    limit p_limit + 1
  ) h;
  if v_ids is null and v_after is null and not p_known then
    return null;
  end if;
  return hera.page_members(v_query, v_items, p_limit, jsonb_build_array(v_ids[p_limit]), null);
end
$$;
grant execute on function hera.subject_history to hera_app;

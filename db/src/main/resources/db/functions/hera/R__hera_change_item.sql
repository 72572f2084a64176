-- hera.change_item: an entry of the change log as an item of the feed, JSON text in one line (see hera.read_changes).
-- p_subject is 'entity' or 'transaction'. Reads nothing but the entry; no locks.
create or replace function hera.change_item(
  p_cursor text, p_entry public.universal_transactions, p_subject text
) returns text language plpgsql stable set search_path = '' as $$
declare
  v_log jsonb := p_entry.metadata;
  v_reason text := case when v_log ->> 'reason' is null then '' else format(',"reason":%s', v_log -> 'reason') end;
begin
  return format('{"cursor":"%s","id":"%s","at":"%s","actor_user_id":"%s","action":%s,"%s_id":"%s","%s_type":%s,'
      '"smart_code":%s,"version":%s%s,"changes":%s}',
    p_cursor, p_entry.id, hera.utc(p_entry.created_at), p_entry.created_by, v_log -> 'action',
    p_subject, p_entry.subject_id, p_subject, v_log -> 'kind', v_log -> 'smart_code', v_log -> 'version', v_reason,
    coalesce(v_log -> 'changes', hera.changes_of_creation(v_log -> 'created'), '[]'));
end
$$;
grant execute on function hera.change_item to hera_app;

-- hera.leave_unchanged: ends a change that changes nothing: no version, no entry in the history. What is kept, when the request has
-- a key, is the answer for those who ask again, with the action UNCHANGED, which no history and no feed shows. Answers p_answer.
-- Call it last. Locks: none beyond the log row of a keyed request.
create or replace function hera.leave_unchanged(
  p_organization_id uuid, p_subject_id uuid, p_kind text, p_smart_code text, p_version integer, p_answer jsonb
) returns jsonb language plpgsql volatile set search_path = '' as $$
begin
  -- Said, because a write that says nothing may have changed anything.
  perform set_config('hera.touched', hera.touched_with(current_setting('hera.touched', true), p_subject_id, true), true);
  if nullif(current_setting('hera.request', true), '')::jsonb ->> 'idempotency_key' is not null then
    perform hera.log_change(p_organization_id, p_subject_id, 'UNCHANGED', p_kind, p_smart_code, p_version, null, '{}', p_answer);
  end if;
  return p_answer;
end
$$;

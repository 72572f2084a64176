-- hera.keep_answer: ends what hera.set_key_aside began: the request is whole again, and its answer is kept under its key.
-- Answers p_answer. Call it last. Locks: none beyond the log row of a keyed request.
create or replace function hera.keep_answer(p_request text, p_action text, p_answer jsonb)
returns jsonb language plpgsql volatile set search_path = '' as $$
begin
  perform set_config('hera.request', p_request, true);
  perform hera.idempotent_store(p_action, p_answer);
  return p_answer;
end
$$;

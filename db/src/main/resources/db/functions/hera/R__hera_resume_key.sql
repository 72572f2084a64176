-- hera.resume_key: gives the request its idempotency key back and keeps the whole answer under it. Call it last.
create or replace function hera.resume_key(p_request text, p_action text, p_answer jsonb)
returns jsonb language plpgsql volatile set search_path = '' as $$
begin
  perform set_config('hera.request', p_request, true);
  perform hera.idempotent_store(p_action, p_answer);
  return p_answer;
end
$$;

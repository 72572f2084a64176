-- hera.set_key_aside: takes the idempotency key off the request for a write that is made of other functions: the key
-- belongs to the whole answer, which they do not know. Answers the request as it was, for hera.keep_answer. No locks.
create or replace function hera.set_key_aside()
returns text language plpgsql volatile set search_path = '' as $$
declare
  v_request text := coalesce(current_setting('hera.request', true), '');
begin
  perform set_config('hera.request', coalesce((nullif(v_request, '')::jsonb - 'idempotency_key')::text, ''), true);
  return v_request;
end
$$;

-- hera.suspend_key: takes the idempotency key out of the request while inner functions, which do not know the whole answer,
-- do the work. Answers the request as it was, for hera.resume_key.
create or replace function hera.suspend_key()
returns text language plpgsql volatile set search_path = '' as $$
declare
  v_request text := coalesce(current_setting('hera.request', true), '');
begin
  perform set_config('hera.request', coalesce((nullif(v_request, '')::jsonb - 'idempotency_key')::text, ''), true);
  return v_request;
end
$$;

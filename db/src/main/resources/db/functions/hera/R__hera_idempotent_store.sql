-- hera.idempotent_store: keeps the answer of a function that knows nothing of idempotency keys, in the transaction of
-- its work. Does nothing without a key. Call it last, after hera.idempotent_replay and the function itself.
create or replace function hera.idempotent_store(p_action text, p_answer jsonb)
returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if nullif(current_setting('hera.request', true), '')::jsonb ->> 'idempotency_key' is not null then
    perform hera.log_change(nullif(current_setting('hera.organization_id', true), '')::uuid, null, p_action, 'RPC', null,
      null, null, '{}'::jsonb, p_answer);
  end if;
end
$$;
alter function hera.idempotent_store(text, jsonb) owner to hera_writer;
grant execute on function hera.idempotent_store(text, jsonb) to hera_app;

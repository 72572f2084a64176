-- hera.idempotent_replay: the stored answer of this request's idempotency key, NULL when the key is new or there is
-- none. A parallel request with the same key waits here until the first has committed.
-- Locks: advisory (organization, key), to the end of the transaction; taken before any row. Refuses: ZH007 when the
-- key was used for another request. Tells the caller through hera.outcome.
create or replace function hera.idempotent_replay()
returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  v_request jsonb := nullif(current_setting('hera.request', true), '')::jsonb;
  v_key text := v_request ->> 'idempotency_key';
  v_organization_id uuid;
  v_stored jsonb;
begin
  if v_key is null then
    return null;
  end if;
  v_organization_id := nullif(current_setting('hera.organization_id', true), '')::uuid;
  perform pg_advisory_xact_lock(hashtextextended(v_organization_id::text || v_key, 0));

  select t.metadata into v_stored from public.universal_transactions t
  where t.organization_id = v_organization_id and t.idempotency_key = v_key;
  if not found then
    return null;
  end if;
  if v_stored ->> 'fingerprint' is distinct from v_request ->> 'fingerprint' then
    raise exception using errcode = 'ZH007',
      message = 'HERA_IDEMPOTENCY_CONFLICT: this Idempotency-Key was used for another request';
  end if;
  perform set_config('hera.outcome', 'replayed ' || (v_stored ->> 'answer_ms'), true);
  return v_stored -> 'answer';
end
$$;
alter function hera.idempotent_replay() owner to hera_writer;
grant execute on function hera.idempotent_replay() to hera_app;

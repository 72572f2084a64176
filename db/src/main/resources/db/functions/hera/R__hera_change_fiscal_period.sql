-- hera.change_fiscal_period: closes, locks or reopens a fiscal period. p_action: CLOSE (every earlier one is closed and no
-- financial draft is dated into it, unless p_options.force), LOCK (a closed one, for good), OPEN (a closed one whose later
-- ones are all open; needs p_options.reason). Other options: expected_version. Waits for everybody who is posting into it,
-- and whoever posts later sees the new state. Answers {success, period_code, period_status, previous_status, version, message}.
-- Locks in order: advisory key, the organization's calendar, the period (exclusive), its row. Refuses: ZH003 without
-- finance_admin, ZH005, ZH006, ZH009 reason or action, ZH013. Idempotent by the request's key.
create or replace function hera.change_fiscal_period(p_code text, p_action text, p_options jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_action text := upper(p_action);
  v_status text := case v_action when 'OPEN' then 'OPEN' when 'CLOSE' then 'CLOSED' when 'LOCK' then 'LOCKED' end;
  v_period record;
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  if v_status is null or v_action = 'OPEN' and coalesce(btrim(p_options ->> 'reason'), '') = '' then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: '
      || case when v_status is null then 'action is OPEN, CLOSE or LOCK' else 'reopening a period needs a reason' end,
      detail = json_build_object('field', case when v_status is null then 'action' else 'reason' end)::text;
  end if;
  perform hera.lock_calendar(v_organization_id);
  perform pg_advisory_xact_lock(hera.period_key(v_organization_id, p_code));
  select * into v_period from hera.period(v_organization_id, p_code);
  if v_period.id is null then
    raise exception using errcode = 'ZH005', message = format('HERA_PERIOD_NOT_FOUND: there is no fiscal period %s', p_code);
  end if;
  if (p_options ->> 'expected_version')::integer <> v_period.version then
    raise exception using errcode = 'ZH006', message = 'HERA_VERSION_CONFLICT: the period was changed by someone else',
      detail = json_build_object('expected_version', p_options -> 'expected_version', 'current_version', v_period.version)::text;
  end if;
  perform hera.refuse_period_change(v_organization_id, p_code, v_period.period_status, v_action,
    coalesce((p_options ->> 'force')::boolean, false));
  return hera.store_period_status(v_organization_id, v_period.id, v_action, v_status, p_options ->> 'reason');
end
$$;
alter function hera.change_fiscal_period(text, text, jsonb) owner to hera_writer;
grant execute on function hera.change_fiscal_period(text, text, jsonb) to hera_app;

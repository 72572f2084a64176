-- hera.open_last_period: makes the last period of a fiscal year ready for its closing entries: one that is open could be closed, one
-- that is closed is opened for them. Answers its code when it was open. Locks: the period (exclusive). Refuses:
-- hera.refuse_period_change.
create or replace function hera.open_last_period(p_organization_id uuid, p_code text, p_options jsonb)
returns text[] language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_period record;
begin
  perform pg_advisory_xact_lock(hera.period_key(p_organization_id, p_code));
  select * into v_period from hera.period(p_organization_id, p_code);
  if v_period.period_status = 'OPEN' then
    perform hera.refuse_period_change(p_organization_id, p_code, 'OPEN', 'CLOSE', coalesce((p_options ->> 'force')::boolean, false));
    return array[p_code];
  end if;
  perform hera.store_period_status(p_organization_id, v_period.id, 'OPEN', 'OPEN',
    coalesce(p_options ->> 'reason', 'year-end closing entries'));
  return '{}';
end
$$;

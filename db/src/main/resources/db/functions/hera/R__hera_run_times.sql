-- hera.run_times: when a run begins and when its time is up, by the database's clock: {at, deadline?}. No locks.
create or replace function hera.run_times(p_timeout_ms jsonb)
returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
begin
  return jsonb_strip_nulls(jsonb_build_object('at', hera.utc(v_now),
    'deadline', hera.utc(v_now + (p_timeout_ms::text || ' ms')::interval)));
end
$$;

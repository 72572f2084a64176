-- hera.close_periods: closes those of the fiscal periods that are open, in the order given, each as if by its own call. p_options:
-- force, reason. Answers the codes of those it closed. Locks: each period (exclusive). Refuses: hera.refuse_period_change.
create or replace function hera.close_periods(p_organization_id uuid, p_codes text[], p_options jsonb)
returns text[] language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_code text;
  v_period record;
  v_closed text[] := '{}';
begin
  foreach v_code in array p_codes loop
    perform pg_advisory_xact_lock(hera.period_key(p_organization_id, v_code));
    select * into v_period from hera.period(p_organization_id, v_code);
    if v_period.period_status = 'OPEN' then
      perform hera.refuse_period_change(p_organization_id, v_code, 'OPEN', 'CLOSE', coalesce((p_options ->> 'force')::boolean, false));
      perform hera.store_period_status(p_organization_id, v_period.id, 'CLOSE', 'CLOSED', p_options ->> 'reason');
      v_closed := v_closed || v_code;
    end if;
  end loop;
  return v_closed;
end
$$;

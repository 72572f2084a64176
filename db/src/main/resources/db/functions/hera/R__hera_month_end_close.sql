-- hera.month_end_close: HERA.FIN.CLOSE.MONTH.CLOSE.V1: closes a fiscal period as its endpoint does (hera.change_fiscal_period), as the one who
-- started the run; undoing reopens it, when it is closed. Answers {period_code, period_status, accruals, last_day}. Locks and refusals:
-- hera.change_fiscal_period. Waits for everybody who is posting into the period.
create or replace function hera.month_end_close(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  v_code text := p_inputs ->> 'period_code';
  v_undoing boolean := coalesce((p_context ->> 'undoing')::boolean, false);
  v_period record;
begin
  if v_undoing then
    select * into v_period from hera.period(nullif(current_setting('hera.organization_id', true), '')::uuid, v_code);
    if v_period.period_status is distinct from 'CLOSED' then
      return '{}';
    end if;
  end if;
  return hera.change_fiscal_period(v_code, case when v_undoing then 'OPEN' else 'CLOSE' end, jsonb_build_object('reason',
      case when v_undoing then 'undone by run ' || (p_context ->> 'run_id') else coalesce(p_inputs ->> 'reason', 'month-end close') end))
    - array['success', 'message', 'version', 'previous_status']
    || jsonb_build_object('accruals', coalesce(p_inputs -> 'posted', '[]'));
end
$$;
alter function hera.month_end_close owner to hera_writer;
grant execute on function hera.month_end_close to hera_app;

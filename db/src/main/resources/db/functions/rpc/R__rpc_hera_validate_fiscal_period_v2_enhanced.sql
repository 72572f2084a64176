-- rpc.hera_validate_fiscal_period_v2_enhanced: whether something can be dated on a day of the organization's calendar:
-- {success, is_valid, valid, period_code, period_name, period_status, fiscal_year, code?, message?}, code being the
-- guardrail's. Reads only; two index look-ups. SQLSTATEs: ZH001-ZH003.
create or replace function rpc.hera_validate_fiscal_period_v2_enhanced(p_transaction_date date, p_organization_id uuid)
returns jsonb language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_period record;
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, p_organization_id, 'viewer');
  select * into v_period from hera.period(p_organization_id, to_char(p_transaction_date, 'YYYY-MM'));
  v_answer := jsonb_build_object('success', true, 'is_valid', coalesce(v_period.period_status = 'OPEN', false),
    'valid', coalesce(v_period.period_status = 'OPEN', false), 'period_code', v_period.period_code,
    'period_name', v_period.period_name, 'period_status', v_period.period_status, 'fiscal_year', v_period.fiscal_year::text);
  return v_answer || case v_period.period_status
    when 'OPEN' then '{}'
    when 'CLOSED' then jsonb_build_object('code', 'TXN-PERIOD-CLOSED', 'message',
      format('Cannot post to closed fiscal period %s (%s)', v_period.period_code, v_period.period_name))
    when 'LOCKED' then jsonb_build_object('code', 'TXN-PERIOD-LOCKED', 'message',
      format('Cannot post to locked fiscal period %s (%s)', v_period.period_code, v_period.period_name))
    else jsonb_build_object('code', 'TXN-PERIOD-NOT-FOUND', 'message',
      format('No fiscal period found for %s', v_period.period_code))
  end;
end
$$;
comment on function rpc.hera_validate_fiscal_period_v2_enhanced is
  'Whether a day lies in an open fiscal period of the organization, and in which.';
alter function rpc.hera_validate_fiscal_period_v2_enhanced owner to hera_writer;
grant execute on function rpc.hera_validate_fiscal_period_v2_enhanced to hera_app;

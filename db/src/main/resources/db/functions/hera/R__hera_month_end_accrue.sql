-- hera.month_end_accrue: HERA.FIN.CLOSE.MONTH.ACCRUE.V1: books the accruals of a month in the order given (hera.accrue). Answers
-- {period_code, accruals: [{transaction_id, reversal_transaction_id, amount}]}. Locks and errors: hera.accrue.
create or replace function hera.month_end_accrue(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  v_days record;
  v_accrual jsonb;
  v_done jsonb := '[]';
begin
  select * into v_days from hera.month_end_facts(p_inputs ->> 'period_code', true);
  for v_accrual in select a.value from jsonb_array_elements(p_inputs -> 'accruals') with ordinality a (value, place) order by a.place loop
    v_done := v_done || hera.accrue(v_accrual, v_days.last_day, v_days.next_day);
  end loop;
  return jsonb_build_object('period_code', p_inputs -> 'period_code', 'accruals', v_done);
end
$$;
alter function hera.month_end_accrue owner to hera_writer;
grant execute on function hera.month_end_accrue to hera_app;

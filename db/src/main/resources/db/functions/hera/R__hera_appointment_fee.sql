-- hera.appointment_fee: HERA.SALON.APPOINTMENT.FEE.V1: posts what is owed for an appointment that was not kept as agreed: receivables to
-- service revenue. It is a compensation, not a supply: without tax. Answers {transaction_id, amount}. Locks: the fiscal period
-- (shared). Fails with the codes of its specification.
create or replace function hera.appointment_fee(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  v_appointment public.universal_transactions := hera.appointment_of((p_inputs ->> 'appointment_id')::uuid, false);
  v_amount numeric := (p_inputs ->> 'amount')::numeric;
  v_posted jsonb;
begin
  v_posted := hera.post_two_sides(jsonb_build_object('transaction_type', 'APPOINTMENT_FEE',
      'smart_code', 'HERA.SALON.GL.APPOINTMENT.FEE.V1', 'transaction_date', hera.utc(now()),
      'source_entity_id', v_appointment.source_entity_id, 'currency_code', v_appointment.currency_code,
      'reference_number', v_appointment.transaction_number, 'transaction_status', 'OPEN',
      'business_context', jsonb_build_object('appointment_id', v_appointment.id, 'kind', p_inputs -> 'kind'),
      'metadata', jsonb_build_object('description', format('%s, appointment %s', p_inputs ->> 'kind', v_appointment.transaction_number))),
    v_amount, hera.account_by_code('1100'), hera.account_by_code('4000'));
  return jsonb_build_object('transaction_id', v_posted -> 'transaction_id', 'amount', v_amount);
end
$$;
alter function hera.appointment_fee owner to hera_writer;
grant execute on function hera.appointment_fee to hera_app;

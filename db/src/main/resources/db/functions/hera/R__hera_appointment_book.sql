-- hera.appointment_book: HERA.SALON.APPOINTMENT.BOOK.V1: makes an appointment, a transaction APPOINTMENT of the customer with the
-- stylist, whom it BOOKS; with mode validate_only says whether it could be made. Answers {transaction_id, starts_at, ends_at,
-- …}. Locks: the stylist; by foreign key customer and service. Fails with the codes of its specification.
create or replace function hera.appointment_book(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_stylist_id uuid := (p_inputs ->> 'stylist_id')::uuid;
  v_service_id uuid := (p_inputs ->> 'service_id')::uuid;
  v_starts timestamptz := (p_inputs ->> 'starts_at')::timestamptz;
  v_terms jsonb := hera.appointment_terms(v_service_id, v_stylist_id, (p_inputs ->> 'branch_id')::uuid, v_starts);
  v_made jsonb := '{}';
begin
  if not exists (
      select from public.core_entities e
      where e.organization_id = v_here and e.id = (p_inputs ->> 'customer_id')::uuid and e.entity_type = 'CUSTOMER'
        and e.deleted_at is null) then
    perform hera.fail_procedure('UNKNOWN_CUSTOMER', 'no customer has the id ' || (p_inputs ->> 'customer_id'),
      jsonb_build_object('field', 'customer_id', 'customer_id', p_inputs -> 'customer_id'));
  end if;
  perform hera.take_stylist(v_here, null, v_stylist_id, v_starts, (v_terms ->> 'ends_at')::timestamptz, false);
  if p_context ->> 'mode' is distinct from 'validate_only' then
    v_made := hera.create_transaction(v_here, 'staff', jsonb_build_object('transaction_type', 'APPOINTMENT',
        'smart_code', 'HERA.SALON.APPOINTMENT.TXN.BOOKED.V1', 'transaction_date', v_terms -> 'starts_at',
        'source_entity_id', p_inputs -> 'customer_id', 'target_entity_id', v_stylist_id, 'transaction_status', 'BOOKED',
        'total_amount', v_terms -> 'price', 'business_context', jsonb_strip_nulls(jsonb_build_object('service_id', v_service_id,
          'branch_id', v_terms -> 'branch_id', 'ends_at', v_terms -> 'ends_at', 'duration_minutes', v_terms -> 'duration_minutes',
          'notes', p_inputs -> 'notes'))),
      array[jsonb_build_object('line_number', 1, 'line_type', 'SERVICE', 'entity_id', v_service_id, 'quantity', 1,
        'description', v_terms -> 'service_name', 'unit_amount', v_terms -> 'price', 'line_amount', v_terms -> 'price',
        'smart_code', 'HERA.SALON.APPOINTMENT.LINE.SERVICE.V1')], '{}', '[]', '{}');
    perform hera.take_stylist(v_here, (v_made ->> 'transaction_id')::uuid, v_stylist_id, v_starts,
      (v_terms ->> 'ends_at')::timestamptz, true);
  end if;
  return v_terms - 'price' || jsonb_build_object('customer_id', p_inputs -> 'customer_id', 'stylist_id', v_stylist_id)
    || jsonb_strip_nulls(jsonb_build_object('transaction_id', v_made -> 'transaction_id'));
end
$$;
alter function hera.appointment_book owner to hera_writer;
grant execute on function hera.appointment_book to hera_app;

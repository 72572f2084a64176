-- hera.consent_record: HERA.SALON.CRM.CONSENT.RECORD.V1: records what a customer agreed to, as a transaction CONSENT of his that is
-- never changed afterwards: a later answer is another one. Answers {transaction_id, customer_id, privacy, marketing}. Fails with
-- CONSENT_REQUIRED unless he agreed that his data are kept. Locks: by foreign key the customer.
create or replace function hera.consent_record(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  v_given jsonb := jsonb_build_object('privacy', coalesce((p_inputs -> 'consent' ->> 'privacy')::boolean, false),
    'marketing', coalesce((p_inputs -> 'consent' ->> 'marketing')::boolean, false));
  v_made jsonb;
begin
  if not (v_given ->> 'privacy')::boolean then
    perform hera.fail_procedure('CONSENT_REQUIRED', 'a customer agrees that his data are kept: consent.privacy', '{"field": "consent.privacy"}');
  end if;
  v_made := hera.create_transaction(nullif(current_setting('hera.organization_id', true), '')::uuid, 'staff',
    jsonb_build_object('transaction_type', 'CONSENT', 'smart_code', 'HERA.SALON.CRM.CONSENT.GIVEN.V1',
      'transaction_date', hera.utc(now()), 'source_entity_id', p_inputs -> 'customer_id', 'transaction_status', 'RECORDED',
      'business_context', v_given || jsonb_strip_nulls(jsonb_build_object('channel', p_inputs -> 'consent' -> 'channel'))),
    '{}', '{}', '[]', '{}');
  return v_given || jsonb_build_object('transaction_id', v_made -> 'transaction_id', 'customer_id', p_inputs -> 'customer_id');
end
$$;
alter function hera.consent_record owner to hera_writer;
grant execute on function hera.consent_record to hera_app;

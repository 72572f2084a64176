-- hera.customer_create: HERA.SALON.CRM.CUSTOMER.CREATE.V1: makes a customer known: an entity CUSTOMER with email (in small letters), phone
-- (hera.normal_phone), birthday and loyalty_tier; with mode validate_only says whether one could be. Answers {customer_id, entity_id,
-- email, phone}. Locks: hera.refuse_known_customer. Fails with the codes of its specification.
create or replace function hera.customer_create(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  v_email text := nullif(lower(btrim(p_inputs ->> 'email')), '');
  v_phone text := hera.normal_phone(p_inputs ->> 'phone');
  v_fields jsonb := jsonb_strip_nulls(jsonb_build_object('email', v_email, 'phone', v_phone, 'loyalty_tier', 'Bronze',
    'birthday', p_inputs -> 'birthday'));
  v_id jsonb;
begin
  if btrim(coalesce(p_inputs ->> 'name', '')) = '' then
    perform hera.fail_procedure('INVALID_CONTACT', 'a customer has a name', '{"field": "name"}');
  elsif v_email is null and v_phone is null then
    perform hera.fail_procedure('INVALID_CONTACT', 'a customer has an e-mail address or a telephone number', '{"field": "email"}');
  elsif v_email !~ '^[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}$' or length(v_email) > 254 then
    perform hera.fail_procedure('INVALID_CONTACT', 'this is no e-mail address', '{"field": "email"}');
  elsif v_phone !~ '^\+?\d{6,15}$' or v_phone is null and btrim(coalesce(p_inputs ->> 'phone', '')) <> '' then
    perform hera.fail_procedure('INVALID_CONTACT', 'a telephone number has 6 to 15 digits', '{"field": "phone"}');
  end if;
  perform hera.refuse_known_customer(v_email, v_phone);
  if p_context ->> 'mode' is distinct from 'validate_only' then
    v_id := hera.create_entity(nullif(current_setting('hera.organization_id', true), '')::uuid, 'staff',
      jsonb_build_object('entity_type', 'CUSTOMER', 'entity_name', btrim(p_inputs ->> 'name'),
        'smart_code', 'HERA.SALON.CRM.CUSTOMER.PERSON.V1'), (
        select jsonb_object_agg(f.key, jsonb_build_object('type', case f.key when 'birthday' then 'date' else 'text' end,
          'value', f.value, 'smart_code', format('HERA.SALON.CRM.DYN.%s.V1', upper(f.key)))) from jsonb_each(v_fields) f),
      '[]') -> 'entity_id';
  end if;
  return jsonb_strip_nulls(jsonb_build_object('customer_id', v_id, 'entity_id', v_id, 'email', v_email, 'phone', v_phone));
end
$$;
alter function hera.customer_create owner to hera_writer;
grant execute on function hera.customer_create to hera_app;

-- hera.refuse_incomplete_transaction: what a new transaction must have, for callers that no guardrail stood before, and
-- whether they may write its kind (D15). ZH004 a system transaction, ZH009 names the field, ZH010 a missing smart code.
create or replace function hera.refuse_incomplete_transaction(p_transaction jsonb)
returns void language plpgsql immutable set search_path = '' as $$
declare
  v_field text := case
    when coalesce(p_transaction ->> 'transaction_type', '') = '' then 'transaction_type'
    when coalesce(p_transaction ->> 'transaction_date', '') = '' then 'transaction_date'
  end;
begin
  if v_field is not null then
    raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: %s is required', v_field),
      detail = json_build_object('field', v_field)::text;
  end if;
  if coalesce(p_transaction ->> 'smart_code', '') = '' then
    raise exception using errcode = 'ZH010', message = 'HERA_SMARTCODE_INVALID: smart_code is required for all transactions',
      detail = '{"field": "smart_code"}';
  end if;
end
$$;

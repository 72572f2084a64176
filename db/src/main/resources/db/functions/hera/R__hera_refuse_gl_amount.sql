-- hera.refuse_gl_amount: ZH018 naming the first line whose amount has more decimals than its currency, or no currency.
create or replace function hera.refuse_gl_amount(p_organization_id uuid, p_transaction_id uuid)
returns void language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_line record;
begin
  select l.line_number, l.currency_code, a.field, a.amount into v_line
  from public.universal_transaction_lines l,
    lateral (values ('debit_amount', l.debit_amount::numeric), ('credit_amount', l.credit_amount::numeric)) a (field, amount)
  where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id
    and a.amount is not null
    and (l.currency_code is null or a.amount <> round(a.amount, hera.minor_units(l.currency_code)))
  order by l.line_number limit 1;
  raise exception using errcode = 'ZH018',
    message = format('HERA_GL_AMOUNT_INVALID: line %s: %s', v_line.line_number, case
      when v_line.currency_code is null then 'a GL amount needs a currency'
      else format('%s has more decimals than %s has', v_line.amount, v_line.currency_code) end),
    detail = json_build_object('code', 'GL-AMOUNT-INVALID', 'line_number', v_line.line_number, 'field', v_line.field,
      'currency', v_line.currency_code, 'value', v_line.amount)::text;
end
$$;

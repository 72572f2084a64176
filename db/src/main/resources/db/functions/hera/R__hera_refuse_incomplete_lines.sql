-- hera.refuse_incomplete_lines: what a new line must have, for callers that no guardrail stood before: a type, a smart
-- code, and, for one with a GL code and an amount, its side. ZH009 or ZH010, DETAIL names the field. Immutable, no locks.
create or replace function hera.refuse_incomplete_lines(p_lines jsonb[], p_smart_code text)
returns void language plpgsql immutable set search_path = '' as $$
declare
  v_line record;
begin
  select l.position - 1 as index, l.value into v_line
  from unnest(p_lines) with ordinality l (value, position)
  where coalesce(l.value ->> 'line_type', '') = '' or coalesce(l.value ->> 'smart_code', p_smart_code, '') = ''
    or l.value -> 'line_data' ? 'side' and upper(l.value -> 'line_data' ->> 'side') not in ('DR', 'CR', 'DEBIT', 'CREDIT')
    or strpos(l.value ->> 'smart_code', '.GL.') > 0 and (l.value ->> 'line_amount')::numeric <> 0
      and l.value -> 'line_data' ->> 'side' is null and l.value ->> 'debit_amount' is null and l.value ->> 'credit_amount' is null
  limit 1;
  if not found then
    return;
  end if;
  if coalesce(v_line.value ->> 'line_type', '') <> '' and coalesce(v_line.value ->> 'smart_code', p_smart_code, '') = '' then
    raise exception using errcode = 'ZH010', message = format('HERA_SMARTCODE_INVALID: line %s needs a smart_code', v_line.index + 1),
      detail = json_build_object('field', format('lines.%s.smart_code', v_line.index))::text;
  elsif coalesce(v_line.value ->> 'line_type', '') = '' then
    raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: line %s needs a line_type', v_line.index + 1),
      detail = json_build_object('field', format('lines.%s.line_type', v_line.index))::text;
  end if;
  raise exception using errcode = 'ZH018',
    message = format('HERA_GL_AMOUNT_INVALID: line %s: a GL amount stands in debit_amount, in credit_amount, or has a side DR or CR',
      v_line.index + 1),
    detail = json_build_object('code', 'GL-AMOUNT-INVALID', 'line_number', v_line.index + 1, 'field', 'line_data.side')::text;
end
$$;

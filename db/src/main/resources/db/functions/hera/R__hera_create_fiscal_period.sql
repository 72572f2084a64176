-- hera.create_fiscal_period: one open fiscal period, the month that begins at p_first, with its fields and its log row. The
-- caller holds the calendar's lock.
create or replace function hera.create_fiscal_period(p_organization_id uuid, p_first date, p_fiscal_year integer)
returns void language plpgsql volatile set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  c_code constant text := 'HERA.FIN.FISCAL.PERIOD.MONTH.V1';
  v_id uuid := uuidv7();
  v_entity jsonb := jsonb_build_object('entity_type', 'FISCAL_PERIOD', 'entity_name', to_char(p_first, 'FMMonth YYYY'),
    'entity_code', to_char(p_first, 'YYYY-MM'), 'smart_code', c_code);
  v_dynamic jsonb := jsonb_build_object(
    'start_date', jsonb_build_object('field_type', 'date', 'field_value_date', p_first, 'smart_code', 'HERA.FIN.FISCAL.DYN.START_DATE.V1'),
    'end_date', jsonb_build_object('field_type', 'date', 'field_value_date', (p_first + interval '1 month - 1 day')::date,
      'smart_code', 'HERA.FIN.FISCAL.DYN.END_DATE.V1'),
    'fiscal_year', jsonb_build_object('field_type', 'number', 'field_value_number', p_fiscal_year, 'smart_code', 'HERA.FIN.FISCAL.DYN.FISCAL_YEAR.V1'),
    'period_status', jsonb_build_object('field_type', 'text', 'field_value_text', 'OPEN', 'smart_code', 'HERA.FIN.FISCAL.DYN.PERIOD_STATUS.V1'));
begin
  perform hera.insert_entity(p_organization_id, v_id, v_entity, hera.read_fields(v_dynamic));
  perform hera.log_change(p_organization_id, v_id, 'CREATE', 'FISCAL_PERIOD', c_code, 1, null, jsonb_build_object('created',
    jsonb_build_object('entity', v_entity, 'dynamic', v_dynamic, 'relationships', '[]'::jsonb)), null);
end
$$;

-- hera.refuse_parameter: refuses a parameter of a listing, naming it. ZH009. No locks.
create or replace function hera.refuse_parameter(p_parameter text, p_rule text)
returns void language plpgsql immutable set search_path = '' as $$
begin
  raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: %s %s', p_parameter, p_rule),
    detail = jsonb_build_object('field', p_parameter);
end
$$;
grant execute on function hera.refuse_parameter to hera_app;

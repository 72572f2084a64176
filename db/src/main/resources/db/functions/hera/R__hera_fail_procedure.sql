-- hera.fail_procedure: ends a procedure with a business error of its own, one that its specification declares. ZH050, DETAIL
-- {code} and whatever else helps. Immutable, no locks.
create or replace function hera.fail_procedure(p_code text, p_message text, p_more jsonb)
returns void language plpgsql immutable set search_path = '' as $$
begin
  raise exception using errcode = 'ZH050', message = 'HERA_PROCEDURE_FAILED: ' || p_message,
    detail = (coalesce(p_more, '{}') || jsonb_build_object('code', p_code))::text;
end
$$;

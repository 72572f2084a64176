-- hera.refuse_limit: a page holds 1 to 1,000 items. ZH009. Immutable, no locks.
create or replace function hera.refuse_limit(p_limit integer)
returns void language plpgsql immutable set search_path = '' as $$
begin
  if p_limit is null or p_limit not between 1 and 1000 then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: limit must be between 1 and 1000',
      detail = '{"field": "p_limit"}';
  end if;
end
$$;

-- hera.asked_till: the name of a till as a caller gives it, else p_usual, else MAIN; upper case. Fails the procedure with INVALID_TILL. Immutable,
-- no locks.
create or replace function hera.asked_till(p_given jsonb, p_usual text)
returns text language plpgsql immutable set search_path = '' as $$
declare
  v_till text := upper(coalesce(p_given ->> 'till', p_usual, 'MAIN'));
begin
  if v_till !~ '^[A-Z0-9_-]{1,30}$' then
    perform hera.fail_procedure('INVALID_TILL', 'a till has a name of letters, digits, - and _, up to 30 of them',
      jsonb_build_object('field', 'till'));
  end if;
  return v_till;
end
$$;

-- hera.normal_phone: a telephone number by which two spellings of it are known for one: its digits behind a plus, 00 being a plus; NULL
-- without a digit. Immutable, no locks.
create or replace function hera.normal_phone(p_written text)
returns text language plpgsql immutable set search_path = '' as $$
declare
  v_digits text := regexp_replace(p_written, '\D', '', 'g');
begin
  return case
    when coalesce(v_digits, '') = '' then null
    when btrim(p_written) like '+%' then '+' || v_digits
    when v_digits like '00%' then '+' || substr(v_digits, 3)
    else v_digits end;
end
$$;

-- hera.own_organization: the request's organization as a literal of a statement that is put together from text: written so, it is neither
-- looked up nor read again for each row that is looked up. NULL::uuid without one, which nothing equals. No locks.
create or replace function hera.own_organization()
returns text language plpgsql stable set search_path = '' as $$
begin
  return format('%L::uuid', nullif(current_setting('hera.organization_id', true), ''));
end
$$;
grant execute on function hera.own_organization to hera_app;

-- hera.books_stand: whether the books up to the end of a closed fiscal period still are what p_hash was taken of at its closing (promise
-- L8): by the lines that were recorded before it, so that none of them was changed, and by all that are there now, so that none was
-- put behind it, past the guards. No locks.
create or replace function hera.books_stand(p_organization_id uuid, p_code text, p_closed_at timestamptz, p_hash text)
returns boolean language plpgsql stable set search_path = '' as $$
declare
  v_until timestamptz := hera.end_of_period(p_organization_id, p_code);
begin
  return hera.books_hash(p_organization_id, v_until, p_closed_at) = p_hash
    and hera.books_hash(p_organization_id, v_until, null) = p_hash;
end
$$;
grant execute on function hera.books_stand to hera_app;

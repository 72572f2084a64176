-- hera.end_of: the first instant after what a request wrote as an inclusive end: after the day for a date without time, after
-- the microsecond for an instant. NULL stays NULL. No locks.
create or replace function hera.end_of(p_written text)
returns timestamptz language plpgsql stable set search_path = '' as $$
begin
  return hera.instant_of(p_written, 1) + case when p_written ~ '^\d{4}-\d{2}-\d{2}$' then interval '0' else interval '1 microsecond' end;
end
$$;
grant execute on function hera.end_of to hera_app;

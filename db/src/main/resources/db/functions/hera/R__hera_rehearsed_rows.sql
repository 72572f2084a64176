-- hera.rehearsed_rows: what a rehearsal has done so far, as text: {noted: lines of hera.note_rehearsed, cut}. First everything is
-- checked that otherwise would be at the commit, so that what could not be committed is refused here. No locks.
create or replace function hera.rehearsed_rows()
returns text language plpgsql volatile set search_path = '' as $$
begin
  set constraints all immediate;
  return json_build_object('noted', current_setting('hera.rehearsed', true),
    'cut', coalesce(current_setting('hera.rehearsed_cut', true), '') = 'on')::text;
end
$$;
grant execute on function hera.rehearsed_rows to hera_app;

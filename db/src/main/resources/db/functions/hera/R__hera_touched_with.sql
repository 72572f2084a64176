-- hera.touched_with: what a transaction has touched (hera.touched), one more log entry told: ids with a space before each;
-- "-" while there is nothing but what is new, of which nobody can remember anything; "*" for everything: a subject that is
-- not known, or more than one wants to name. NULL or empty before the first entry. Reads nothing; no locks.
create or replace function hera.touched_with(p_touched text, p_subject_id uuid, p_new boolean)
returns text language plpgsql immutable set search_path = '' as $$
begin
  return case
    when p_touched = '*' or p_subject_id is null or length(p_touched) > 7400 then '*'
    when p_new then coalesce(nullif(p_touched, ''), '-')
    else coalesce(nullif(p_touched, '-'), '') || ' ' || p_subject_id::text end;
end
$$;

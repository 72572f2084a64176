-- hera.start_answer: what hera.start_run tells, as text. Reads only.
create or replace function hera.start_answer(p_outcome text, p_ahead uuid[], p_run_id uuid)
returns text language plpgsql stable set search_path = '' as $$
begin
  return json_build_object('outcome', p_outcome, 'ahead', p_ahead, 'now', hera.utc(clock_timestamp()), 'run', hera.run_text(p_run_id)::json)::text;
end
$$;

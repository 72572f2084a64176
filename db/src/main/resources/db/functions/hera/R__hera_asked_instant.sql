-- hera.asked_instant: when something happened that a caller reports: now when he says nothing, never later than now. Fails the procedure with
-- INVALID_DATE. Reads only.
create or replace function hera.asked_instant(p_given jsonb, p_name text)
returns timestamptz language plpgsql stable set search_path = '' as $$
declare
  v_text text := p_given ->> p_name;
  v_at timestamptz := now();
begin
  if v_text is not null then
    if not pg_input_is_valid(v_text, 'timestamptz') or v_text !~ '^\d{4}-\d{2}-\d{2}' then
      perform hera.fail_procedure('INVALID_DATE', format('%s must be a date or an instant', p_name), jsonb_build_object('field', p_name));
    end if;
    v_at := hera.instant_of(v_text, 0);
    if v_at > clock_timestamp() then
      perform hera.fail_procedure('INVALID_DATE', format('%s lies in the future', p_name), jsonb_build_object('field', p_name));
    end if;
  end if;
  return v_at;
end
$$;

-- hera.refuse_closed_hours: fails the procedure with OUTSIDE_HOURS unless the branch is open all the time from p_starts to p_ends,
-- on the organization's day of either end. Reads only.
create or replace function hera.refuse_closed_hours(p_branch_id uuid, p_starts timestamptz, p_ends timestamptz)
returns void language plpgsql stable set search_path = '' as $$
declare
  v_zone text := hera.time_zone(nullif(current_setting('hera.organization_id', true), '')::uuid);
  v_day date := (p_starts at time zone v_zone)::date;
  v_hours tstzrange := hera.opening_hours(p_branch_id, v_day);
begin
  -- What begins after midnight may belong to the evening before.
  if v_hours is null or v_hours @> tstzrange(p_starts, p_ends) or hera.opening_hours(p_branch_id, v_day - 1) @> tstzrange(p_starts, p_ends) then
    return;
  end if;
  perform hera.fail_procedure('OUTSIDE_HOURS', case when isempty(v_hours) then format('it is closed on %s', v_day)
    else format('%s to %s is not within the hours from %s to %s', to_char(p_starts at time zone v_zone, 'YYYY-MM-DD HH24:MI'),
      to_char(p_ends at time zone v_zone, 'HH24:MI'), to_char(lower(v_hours) at time zone v_zone, 'HH24:MI'),
      to_char(upper(v_hours) at time zone v_zone, 'HH24:MI')) end, jsonb_build_object('field', 'starts_at', 'branch_id', p_branch_id));
end
$$;

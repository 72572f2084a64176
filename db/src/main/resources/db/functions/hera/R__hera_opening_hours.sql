-- hera.opening_hours: from when to when a branch is open on one of its days, NULL when it keeps no hours, empty when it is closed.
-- Its field opening_hours tells them by weekday ({"mon": ["09:00", "18:30"]}, a day that is missing is closed), else opens_at and
-- closes_at of every day; a closing time that is not after the opening is that of the next day. The clock is the organization's.
-- Reads only.
create or replace function hera.opening_hours(p_branch_id uuid, p_day date)
returns tstzrange language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_zone text := hera.time_zone(v_here);
  v_fields jsonb;
  v_opens time;
  v_closes time;
begin
  select coalesce(jsonb_object_agg(d.field_name, coalesce(d.field_value_json, to_jsonb(d.field_value_text))), '{}') into v_fields
  from public.core_dynamic_data d
  where d.organization_id = v_here and d.entity_id = p_branch_id and d.field_name in ('opening_hours', 'opens_at', 'closes_at');
  if v_fields ? 'opening_hours' then
    v_fields := v_fields -> 'opening_hours' -> (array['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[extract(isodow from p_day)::integer];
    if coalesce(jsonb_array_length(nullif(v_fields, 'null')), 0) <> 2 then
      return 'empty';
    end if;
    v_opens := v_fields ->> 0;
    v_closes := v_fields ->> 1;
  else
    v_opens := v_fields ->> 'opens_at';
    v_closes := v_fields ->> 'closes_at';
  end if;
  if v_opens is null or v_closes is null then
    return null;
  end if;
  return tstzrange((p_day + v_opens) at time zone v_zone,
    (p_day + case when v_closes > v_opens then 0 else 1 end + v_closes) at time zone v_zone);
end
$$;

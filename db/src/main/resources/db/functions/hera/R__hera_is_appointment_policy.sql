-- hera.is_appointment_policy: whether a value can be an organization's setting appointments (hera.appointment_policy): a notice of up
-- to 90 days in hours, and fees in percent of the price. Immutable, no locks.
create or replace function hera.is_appointment_policy(p_value jsonb)
returns boolean language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(p_value) <> 'object' then
    return false;
  end if;
  return not exists (
    select from jsonb_each(p_value) p
    where p.key not in ('notice_hours', 'late_cancellation_fee_percent', 'late_reschedule_fee_percent', 'no_show_fee_percent')
      or jsonb_typeof(p.value) <> 'number'
      or p.value::numeric not between 0 and case p.key when 'notice_hours' then 2160 else 100 end);
end
$$;

-- hera.appointment_policy: what an organization asks of those who do not come as agreed: its setting appointments over what holds
-- without it: a notice of 24 hours, and no fee. No locks.
create or replace function hera.appointment_policy(p_organization_id uuid)
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return '{"notice_hours": 24, "late_cancellation_fee_percent": 0, "late_reschedule_fee_percent": 0, "no_show_fee_percent": 0}'::jsonb
    || coalesce((select o.settings -> 'appointments' from public.core_organizations o where o.id = p_organization_id), '{}');
end
$$;

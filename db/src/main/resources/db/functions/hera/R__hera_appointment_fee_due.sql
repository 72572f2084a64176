-- hera.appointment_fee_due: what is owed for an appointment that is not kept as agreed: p_percent, a name of
-- hera.appointment_policy, of its price, rounded to the currency; nothing before the notice begins, unless it is a no-show. p_waived:
-- nothing at all, which needs a manager (p_role). Fails the procedure with WAIVER_FORBIDDEN. Reads only.
create or replace function hera.appointment_fee_due(
  p_appointment public.universal_transactions, p_percent text, p_waived boolean, p_role text
) returns numeric language plpgsql stable set search_path = '' as $$
declare
  v_policy jsonb := hera.appointment_policy(p_appointment.organization_id);
begin
  if p_waived and not hera.role_includes(p_role, 'manager') then
    perform hera.fail_procedure('WAIVER_FORBIDDEN', 'to waive a fee needs the role manager', '{"field": "waive_fee"}');
  end if;
  if p_waived or p_percent <> 'no_show_fee_percent'
      and p_appointment.transaction_date - now() >= make_interval(secs => (v_policy ->> 'notice_hours')::double precision * 3600) then
    return 0;
  end if;
  return round(coalesce(p_appointment.total_amount, 0) * (v_policy ->> p_percent)::numeric / 100,
    hera.minor_units(p_appointment.currency_code));
end
$$;

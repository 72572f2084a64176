-- hera.appointment_terms: what an appointment would be: of a service, with a stylist, from p_starts on for as long as the service
-- takes, in a branch. Answers {starts_at, ends_at, duration_minutes, price, service_name, branch_id}. Fails the procedure with
-- UNKNOWN_SERVICE (none that is offered, or one without a duration), UNKNOWN_STYLIST, UNKNOWN_BRANCH, IN_THE_PAST,
-- OUTSIDE_HOURS. Reads only.
create or replace function hera.appointment_terms(p_service_id uuid, p_stylist_id uuid, p_branch_id uuid, p_starts timestamptz)
returns jsonb language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_branch_id uuid := hera.branch_to_visit(p_branch_id);
  v_item jsonb;
  v_minutes integer;
  v_ends timestamptz;
begin
  select jsonb_build_object('name', e.entity_name, 'price', p.field_value_number), m.field_value_number::integer into v_item, v_minutes
  from public.core_entities e
  left join public.core_dynamic_data p on p.organization_id = e.organization_id and p.entity_id = e.id and p.field_name = 'price'
  left join public.core_dynamic_data m on m.organization_id = e.organization_id and m.entity_id = e.id
    and m.field_name = 'duration_minutes'
  where e.organization_id = v_here and e.id = p_service_id and e.entity_type = 'SERVICE' and e.deleted_at is null
    and e.status = 'active';
  if v_item is null or coalesce(v_minutes, 0) <= 0 then
    perform hera.fail_procedure('UNKNOWN_SERVICE', 'no service with a duration has the id ' || p_service_id,
      jsonb_build_object('field', 'service_id', 'service_id', p_service_id));
  elsif not exists (
      select from public.core_entities e
      where e.organization_id = v_here and e.id = p_stylist_id and e.entity_type in ('STAFF', 'EMPLOYEE')
        and e.deleted_at is null and e.status = 'active') then
    perform hera.fail_procedure('UNKNOWN_STYLIST', 'nobody who serves has the id ' || p_stylist_id,
      jsonb_build_object('field', 'stylist_id', 'stylist_id', p_stylist_id));
  elsif p_starts < now() then
    perform hera.fail_procedure('IN_THE_PAST', 'an appointment begins in the future', jsonb_build_object('field', 'starts_at', 'starts_at', hera.utc(p_starts)));
  end if;
  v_ends := p_starts + make_interval(mins => v_minutes);
  perform hera.refuse_closed_hours(v_branch_id, p_starts, v_ends);
  return jsonb_build_object('starts_at', hera.utc(p_starts), 'ends_at', hera.utc(v_ends), 'duration_minutes', v_minutes,
    'price', coalesce(v_item -> 'price', 'null'), 'service_name', v_item -> 'name', 'branch_id', v_branch_id);
end
$$;

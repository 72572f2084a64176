-- hera.take_stylist: books a stylist for an appointment from p_starts to p_ends, instead of what it had booked before. p_change false
-- only looks whether he is free. Fails the procedure with SLOT_TAKEN, telling until when. Locks: the stylist's row, so that of
-- many who want one time one gets it and the others are told.
create or replace function hera.take_stylist(
  p_organization_id uuid, p_appointment_id uuid, p_stylist_id uuid, p_starts timestamptz, p_ends timestamptz, p_change boolean
) returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_until timestamptz;
begin
  perform from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_stylist_id
  for no key update;
  select max(r.expiration_date) into v_until from public.core_relationships r
  where r.organization_id = p_organization_id and r.to_entity_id = p_stylist_id and r.relationship_type = 'BOOKS'
    and r.from_transaction_id is distinct from p_appointment_id
    and tstzrange(r.effective_date, r.expiration_date) && tstzrange(p_starts, p_ends);
  if v_until is not null then
    perform hera.fail_procedure('SLOT_TAKEN', 'somebody else is served then, until ' || to_char(
      v_until at time zone hera.time_zone(p_organization_id), 'YYYY-MM-DD HH24:MI'),
      jsonb_build_object('field', 'starts_at', 'stylist_id', p_stylist_id, 'taken_until', hera.utc(v_until)));
  end if;
  if p_change then
    delete from public.core_relationships r
    where r.organization_id = p_organization_id and r.from_transaction_id = p_appointment_id and r.relationship_type = 'BOOKS';
    insert into public.core_relationships
      (organization_id, from_transaction_id, to_entity_id, relationship_type, smart_code, effective_date, expiration_date)
    values (p_organization_id, p_appointment_id, p_stylist_id, 'BOOKS', 'HERA.SALON.APPOINTMENT.REL.BOOKS.V1', p_starts, p_ends);
  end if;
end
$$;

-- hera.refuse_known_customer: fails the procedure with DUPLICATE_CUSTOMER, telling the existing one's id, when a customer of the request's
-- organization has this e-mail address, in any case, or this telephone number. Both as they are stored. Locks: advisory on
-- (organization, address) and (organization, number), in that order, until the transaction ends, so that of two who come at
-- once one is new.
create or replace function hera.refuse_known_customer(p_email text, p_phone text)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_id uuid;
  v_field text;
begin
  perform pg_advisory_xact_lock(hashtextextended(v_here || ' customer ' || c.text, 0))
  from unnest(array[p_email, p_phone]) with ordinality c (text, place) where c.text is not null order by c.place;
  select e.id, d.field_name into v_id, v_field
  from public.core_dynamic_data d
  join public.core_entities e on e.organization_id = d.organization_id and e.id = d.entity_id
  where d.organization_id = v_here and e.entity_type = 'CUSTOMER' and e.deleted_at is null
    and (d.field_name = 'email' and d.field_value_key = left(p_email, 200) and d.field_value_text = p_email
      or d.field_name = 'phone' and d.field_value_key = left(p_phone, 200) and d.field_value_text = p_phone)
  order by e.id limit 1;
  if found then
    perform hera.fail_procedure('DUPLICATE_CUSTOMER', format('the customer %s has this %s', v_id, case v_field when 'email'
      then 'e-mail address' else 'telephone number' end), jsonb_build_object('customer_id', v_id, 'field', v_field));
  end if;
end
$$;

-- hera.refuse_known_customer: fails the procedure with DUPLICATE_CUSTOMER, telling the existing one's id, when a customer of the request's
-- organization has this e-mail address or this telephone number, however he was entered and they are spelled there. Both as they are to
-- be stored. Locks: advisory on (organization, address) and (organization, number), in that order, until the transaction ends, so that of
-- two who come at once one is new.
create or replace function hera.refuse_known_customer(p_email text, p_phone text)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_digits text := regexp_replace(p_phone, '\D', '', 'g');
  v_id uuid;
  v_field text;
begin
  perform pg_advisory_xact_lock(hashtextextended(v_here || ' customer ' || c.text, 0))
  from unnest(array[p_email, p_phone]) with ordinality c (text, place) where c.text is not null order by c.place;
  select e.id, d.field_name into v_id, v_field
  from (
    select 'email' as field, p.id from hera.probe_patterns('email',
      '%' || regexp_replace(p_email, '([\\%_])', '\\\1', 'g') || '%', true, 1000) p (id)
    union all
    select 'phone', p.id from hera.probe_patterns('phone', '%' || regexp_replace(v_digits, '(\d)', '\1%', 'g'), false, 1000) p (id)
  ) probed
  join public.core_dynamic_data d on d.organization_id = v_here and d.entity_id = probed.id and d.field_name = probed.field
  join public.core_entities e on e.organization_id = d.organization_id and e.id = d.entity_id
  where e.entity_type = 'CUSTOMER' and e.deleted_at is null and case probed.field
    when 'email' then lower(btrim(d.field_value_text)) = p_email
    else hera.normal_phone(d.field_value_text) = p_phone end
  order by e.id limit 1;
  if found then
    perform hera.fail_procedure('DUPLICATE_CUSTOMER', format('the customer %s has this %s', v_id, case v_field when 'email'
      then 'e-mail address' else 'telephone number' end), jsonb_build_object('customer_id', v_id, 'field', v_field));
  end if;
end
$$;

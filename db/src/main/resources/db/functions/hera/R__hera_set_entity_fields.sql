-- hera.set_entity_fields: sets dynamic fields of an entity (typed form, null removes), as its next version, with the log row of what is
-- different. Locks: the entity, its fields. Fails the procedure with UNKNOWN_CUSTOMER when it is not there.
create or replace function hera.set_entity_fields(p_organization_id uuid, p_entity_id uuid, p_dynamic jsonb, p_context jsonb)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_old public.core_entities;
  v_changes jsonb;
begin
  select * into v_old from public.core_entities e
  where e.organization_id = p_organization_id and e.id = p_entity_id and e.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('UNKNOWN_CUSTOMER', 'no customer has the id ' || p_entity_id, jsonb_build_object('field', 'customer_id', 'customer_id', p_entity_id));
  end if;
  v_changes := hera.merge_fields(p_organization_id, p_entity_id, p_dynamic);
  update public.core_entities e
  set dynamic_snapshot = hera.render_fields(hera.stored_fields(p_organization_id, p_entity_id)), version = e.version + 1,
    updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_organization_id and e.id = p_entity_id;
  perform hera.log_change(p_organization_id, p_entity_id, 'UPDATE', v_old.entity_type, v_old.smart_code, v_old.version + 1,
    'run ' || (p_context ->> 'run_id'), jsonb_build_object('changes', v_changes), null);
end
$$;

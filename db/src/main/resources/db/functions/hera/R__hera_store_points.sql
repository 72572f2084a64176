-- hera.store_points: gives a customer who is locked another balance of loyalty points, as his next version, with the log row.
create or replace function hera.store_points(p_customer public.core_entities, p_from numeric, p_to numeric, p_context jsonb)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_changes jsonb := hera.merge_fields(p_customer.organization_id, p_customer.id,
    hera.number_field(p_customer.id, 'loyalty_points', p_to));
  v_version integer;
begin
  update public.core_entities e
  set dynamic_snapshot = hera.render_fields(hera.stored_fields(e.organization_id, e.id)), version = e.version + 1,
    updated_at = now(), updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
  where e.organization_id = p_customer.organization_id and e.id = p_customer.id
  returning e.version into v_version;
  perform hera.log_change(p_customer.organization_id, p_customer.id, 'UPDATE', p_customer.entity_type, p_customer.smart_code,
    v_version, 'run ' || (p_context ->> 'run_id'), jsonb_build_object('changes', v_changes), null);
end
$$;

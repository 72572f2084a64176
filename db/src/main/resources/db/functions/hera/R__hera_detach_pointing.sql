-- hera.detach_pointing: raises the version of every entity outside p_ids that is about to lose a relationship to one of
-- them, and logs the loss. Locks: those entities, by id.
create or replace function hera.detach_pointing(p_organization_id uuid, p_ids uuid[], p_reason text)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_pointing record;
begin
  for v_pointing in
    select e.id, e.entity_type, e.smart_code, e.version
    from public.core_entities e
    where e.organization_id = p_organization_id and e.id <> all (p_ids)
      and e.id in (
        select r.from_entity_id from public.core_relationships r
        where r.organization_id = p_organization_id and r.to_entity_id = any (p_ids))
    order by e.id for no key update
  loop
    update public.core_entities e
    set version = e.version + 1, updated_at = now(),
      updated_by = nullif(current_setting('hera.actor_user_id', true), '')::uuid
    where e.organization_id = p_organization_id and e.id = v_pointing.id;
    perform hera.log_change(p_organization_id, v_pointing.id, 'UPDATE', v_pointing.entity_type, v_pointing.smart_code,
      v_pointing.version + 1, p_reason, jsonb_build_object('changes', (
        select jsonb_agg(jsonb_build_object('path', 'relationships.' || r.relationship_type, 'from', r.to_entity_id, 'to', null))
        from public.core_relationships r
        where r.organization_id = p_organization_id and r.from_entity_id = v_pointing.id
          and r.to_entity_id = any (p_ids))), null);
  end loop;
end
$$;

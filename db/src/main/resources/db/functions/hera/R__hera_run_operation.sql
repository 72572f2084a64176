-- hera.run_operation: one operation of a batch, under the request's own actor and organization.
create or replace function hera.run_operation(p_operation jsonb)
returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_action text := upper(p_operation ->> 'action');
  v_entity jsonb := p_operation -> 'entity';
  v_relationships jsonb := nullif(p_operation -> 'relationships', 'null');
  v_options jsonb := p_operation -> 'options';
  v_role text;
begin
  v_role := hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id,
    hera.role_for(v_action, v_options));
  return case v_action
    when 'CREATE' then hera.create_entity(v_organization_id, v_role, v_entity,
      coalesce(nullif(p_operation -> 'dynamic', 'null'), '{}'), coalesce(v_relationships, '[]'))
    when 'UPDATE' then hera.update_entity(v_organization_id, v_role, v_entity, nullif(p_operation -> 'dynamic', 'null'),
      v_relationships, hera.relationship_types(v_relationships), v_options)
    when 'DELETE' then hera.delete_entity(v_organization_id, v_role,
      coalesce(v_entity ->> 'entity_id', v_entity ->> 'id')::uuid, v_options)
  end;
end
$$;

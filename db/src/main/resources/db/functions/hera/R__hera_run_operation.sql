-- hera.run_operation: one operation of a batch, on an entity or, where it names one, on a transaction, under the request's
-- own actor and organization.
create or replace function hera.run_operation(p_operation jsonb)
returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_action text := upper(p_operation ->> 'action');
  v_entity jsonb := p_operation -> 'entity';
  v_dynamic jsonb := nullif(p_operation -> 'dynamic', 'null');
  v_relationships jsonb := nullif(p_operation -> 'relationships', 'null');
  v_options jsonb := p_operation -> 'options';
  v_role text;
begin
  v_role := hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id,
    case when p_operation ? 'transaction' then hera.transaction_role(v_action, v_options) else hera.role_for(v_action, v_options) end);
  if p_operation ? 'transaction' then
    return hera.change_transaction(v_action, v_organization_id, v_role, p_operation -> 'transaction',
      case when jsonb_typeof(p_operation -> 'lines') = 'array' then
        array(select l.value from jsonb_array_elements(p_operation -> 'lines') with ordinality l (value, position) order by l.position)
      end, v_dynamic, v_relationships, v_options);
  end if;
  return case v_action
    when 'CREATE' then hera.create_entity(v_organization_id, v_role, v_entity, coalesce(v_dynamic, '{}'),
      coalesce(v_relationships, '[]'))
    when 'UPDATE' then hera.update_entity(v_organization_id, v_role, v_entity, v_dynamic, v_relationships,
      hera.relationship_types(v_relationships), v_options)
    when 'DELETE' then hera.delete_entity(v_organization_id, v_role,
      coalesce(v_entity ->> 'entity_id', v_entity ->> 'id')::uuid, v_options)
  end;
end
$$;

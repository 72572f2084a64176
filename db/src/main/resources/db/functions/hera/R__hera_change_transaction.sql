-- hera.change_transaction: CREATE, UPDATE or DELETE of one transaction, after the caller was let in with p_role. Locks and
-- refusals: hera.create_transaction, hera.update_transaction, hera.delete_transaction.
create or replace function hera.change_transaction(
  p_action text, p_organization_id uuid, p_role text, p_transaction jsonb, p_lines jsonb[], p_dynamic jsonb,
  p_relationships jsonb, p_options jsonb
) returns jsonb language plpgsql volatile set search_path = '' as $$
begin
  return case p_action
    when 'CREATE' then hera.create_transaction(p_organization_id, p_role, p_transaction, p_lines, coalesce(p_dynamic, '{}'),
      coalesce(p_relationships, '[]'), p_options)
    when 'UPDATE' then hera.update_transaction(p_organization_id, p_role, p_transaction, p_lines, p_dynamic, p_relationships,
      hera.relationship_types(p_relationships), p_options)
    when 'DELETE' then hera.delete_transaction(p_organization_id, p_role,
      coalesce(p_transaction ->> 'transaction_id', p_transaction ->> 'id')::uuid, p_options)
  end;
end
$$;

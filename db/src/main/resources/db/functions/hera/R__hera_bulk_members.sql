-- hera.bulk_members: carries out the members of hera_entities_bulk_crud_v1 in order: [{index, entity_id, success, result |
-- error, code, context}]; with p_stop the first refusal ends it. Every member stands in a savepoint of its own. A member {refused:
-- {error, code, context, violations}} did not pass the guardrails before this function; it is reported so.
create or replace function hera.bulk_members(
  p_action text, p_actor_user_id uuid, p_organization_id uuid, p_entities jsonb, p_options jsonb, p_stop boolean
) returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  v_results jsonb[] := '{}';
  v_member record;
  v_answer jsonb;
  v_state text;
  v_message text;
  v_detail text;
  v_constraint text;
begin
  for v_member in
    select m.value, m.position - 1 as index,
      coalesce(m.value -> 'entity' ->> 'entity_id', m.value -> 'entity' ->> 'id', m.value ->> 'entity_id', m.value ->> 'id') as id
    from jsonb_array_elements(p_entities) with ordinality m (value, position) order by m.position
  loop
    if jsonb_typeof(v_member.value -> 'refused') = 'object' then
      v_results := v_results || (jsonb_build_object('index', v_member.index, 'entity_id', v_member.id, 'success', false)
        || (v_member.value -> 'refused'));
      exit when p_stop;
      continue;
    end if;
    begin
      v_answer := hera.bulk_member(p_action, p_actor_user_id, p_organization_id, v_member.value, p_options);
      v_results := v_results || jsonb_build_object('index', v_member.index,
        'entity_id', coalesce(v_answer -> 'entity_id', to_jsonb(v_member.id)), 'success', true, 'result', v_answer);
    exception
      when serialization_failure or deadlock_detected or query_canceled then
        raise;
      when others then
        get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail,
          v_constraint = constraint_name;
        v_results := v_results || (jsonb_build_object('index', v_member.index, 'entity_id', v_member.id, 'success', false)
          || hera.told_error(v_state, v_message, v_detail, v_constraint));
        exit when p_stop;
    end;
  end loop;
  return to_jsonb(v_results);
end
$$;

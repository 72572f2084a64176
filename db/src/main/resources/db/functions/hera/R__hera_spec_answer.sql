-- hera.spec_answer: what the registration of a specification answers. Immutable, no locks.
create or replace function hera.spec_answer(p_status text, p_entity public.core_entities)
returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_build_object('success', true, 'entity_id', p_entity.id, 'version', p_entity.version, 'status', p_status,
    'smart_code', p_entity.smart_code, 'spec_version', p_entity.ai_insights -> 'active_version',
    'checksum', p_entity.ai_insights -> 'checksum');
end
$$;

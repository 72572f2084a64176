-- hera.changed_columns: in which columns two states of an entity differ, as [{path, from, to}]. Immutable, no locks.
-- Values are compared as text: jsonb takes 10.50 and 10.500 for equal, who reads them does not.
create or replace function hera.changed_columns(p_old public.core_entities, p_new public.core_entities)
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', c.path, 'from', c.old, 'to', c.new))
    from (values
      ('entity_type', to_jsonb(p_old.entity_type::text), to_jsonb(p_new.entity_type::text)),
      ('entity_name', to_jsonb(p_old.entity_name::text), to_jsonb(p_new.entity_name::text)),
      ('entity_code', to_jsonb(p_old.entity_code::text), to_jsonb(p_new.entity_code::text)),
      ('entity_description', to_jsonb(p_old.entity_description::text), to_jsonb(p_new.entity_description::text)),
      ('smart_code', to_jsonb(p_old.smart_code::text), to_jsonb(p_new.smart_code::text)),
      ('parent_entity_id', to_jsonb(p_old.parent_entity_id), to_jsonb(p_new.parent_entity_id)),
      ('status', to_jsonb(p_old.status::text), to_jsonb(p_new.status::text)),
      ('metadata', p_old.metadata, p_new.metadata),
      ('business_rules', p_old.business_rules, p_new.business_rules),
      ('ai_insights', p_old.ai_insights, p_new.ai_insights),
      ('deleted_at', to_jsonb(p_old.deleted_at), to_jsonb(p_new.deleted_at))
    ) c (path, old, new)
    where c.old::text is distinct from c.new::text), '[]');
end
$$;

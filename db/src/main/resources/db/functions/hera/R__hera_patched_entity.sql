-- hera.patched_entity: an entity with the given columns changed and all others as they were. Immutable, no locks.
create or replace function hera.patched_entity(p_old public.core_entities, p_patch jsonb)
returns public.core_entities language plpgsql immutable set search_path = '' as $$
begin
  if p_patch ? 'entity_type' then p_old.entity_type := upper(p_patch ->> 'entity_type'); end if;
  if p_patch ? 'entity_name' then p_old.entity_name := p_patch ->> 'entity_name'; end if;
  if p_patch ? 'entity_code' then p_old.entity_code := p_patch ->> 'entity_code'; end if;
  if p_patch ? 'entity_description' then p_old.entity_description := p_patch ->> 'entity_description'; end if;
  if p_patch ? 'smart_code' then p_old.smart_code := p_patch ->> 'smart_code'; end if;
  if p_patch ? 'parent_entity_id' then p_old.parent_entity_id := (p_patch ->> 'parent_entity_id')::uuid; end if;
  if p_patch ? 'status' then p_old.status := p_patch ->> 'status'; end if;
  if p_patch ? 'metadata' then p_old.metadata := coalesce(nullif(p_patch -> 'metadata', 'null'), '{}'); end if;
  if p_patch ? 'business_rules' then
    p_old.business_rules := coalesce(nullif(p_patch -> 'business_rules', 'null'), '{}');
  end if;
  if p_patch ? 'ai_insights' then p_old.ai_insights := coalesce(nullif(p_patch -> 'ai_insights', 'null'), '{}'); end if;
  return p_old;
end
$$;

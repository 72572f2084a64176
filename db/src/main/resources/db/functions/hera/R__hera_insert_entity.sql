-- hera.insert_entity: the one writer of new entity rows, with their dynamic fields and the snapshot of these. Whether it may
-- be, the caller has asked. Locks: the inserted rows and, by foreign key, the parent. 23505 a taken code.
create or replace function hera.insert_entity(p_organization_id uuid, p_id uuid, p_entity jsonb, p_fields hera.field[])
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  insert into public.core_entities
    (organization_id, id, entity_type, entity_name, entity_code, entity_description, smart_code, parent_entity_id,
     status, metadata, business_rules, ai_insights, dynamic_snapshot)
  values
    (p_organization_id, p_id, upper(p_entity ->> 'entity_type'), p_entity ->> 'entity_name', p_entity ->> 'entity_code',
     p_entity ->> 'entity_description', p_entity ->> 'smart_code', (p_entity ->> 'parent_entity_id')::uuid,
     coalesce(p_entity ->> 'status', 'active'), coalesce(nullif(p_entity -> 'metadata', 'null'), '{}'),
     coalesce(nullif(p_entity -> 'business_rules', 'null'), '{}'), coalesce(nullif(p_entity -> 'ai_insights', 'null'), '{}'),
     hera.render_fields(p_fields));
  if p_fields <> '{}' then
    perform hera.insert_fields(p_organization_id, p_id, p_fields);
  end if;
end
$$;

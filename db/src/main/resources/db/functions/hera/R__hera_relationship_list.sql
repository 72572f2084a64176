-- hera.relationship_list: relationships of hera_entities_crud_v1 as the array that the other functions take. Forms:
-- {mode, relationships: […]}, {TYPE: [target id, …]}, an array, or nothing. One without smart code takes that of its type
-- in p_smart_codes, else HERA.GEN.{entity type}.REL.{type}.V1. NULL when none were given. Immutable, no locks.
-- Refuses: ZH009 another form, or one that starts at another entity.
create or replace function hera.relationship_list(
  p_relationships jsonb, p_entity_id text, p_entity_type text, p_smart_codes jsonb
) returns jsonb language plpgsql immutable set search_path = '' as $$
declare
  v_list jsonb := case
    when jsonb_typeof(p_relationships) = 'array' then p_relationships
    when p_relationships ? 'relationships' then nullif(p_relationships -> 'relationships', 'null')
  end;
begin
  if p_relationships is null or p_relationships in ('null', '[]', '{}') then
    return null;
  end if;
  if v_list is null and jsonb_typeof(p_relationships) = 'object' and not p_relationships ? 'relationships' then
    select coalesce(jsonb_agg(jsonb_build_object('relationship_type', t.key, 'to_entity_id', i.value)), '[]') into v_list
    from jsonb_each(p_relationships - 'mode') t
    cross join lateral jsonb_array_elements(case when jsonb_typeof(t.value) = 'array' then t.value else '[{}]' end) i;
  end if;
  if v_list @? '$[*] ? (@.to_entity_id.type() <> "string" || !exists(@.to_entity_id) || !exists(@.relationship_type))'
     or jsonb_typeof(v_list) is distinct from 'array'
     or jsonb_path_exists(v_list, '$[*].from_entity_id ? (@ <> null && @ <> "" && @ <> $id)',
         jsonb_build_object('id', coalesce(p_entity_id, ''))) then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: p_relationships must be '
      '{mode, relationships: [{to_entity_id, relationship_type}]} or {TYPE: [id]}, starting at this entity',
      detail = '{"field": "p_relationships"}';
  end if;
  return (
    select coalesce(jsonb_agg(r.value || jsonb_build_object('smart_code', coalesce(nullif(r.value ->> 'smart_code', ''),
      p_smart_codes ->> (r.value ->> 'relationship_type'),
      format('HERA.GEN.%s.REL.%s.V1', upper(p_entity_type), upper(r.value ->> 'relationship_type')))) order by r.position), '[]')
    from jsonb_array_elements(v_list) with ordinality r (value, position));
end
$$;

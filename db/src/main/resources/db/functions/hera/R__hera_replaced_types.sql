-- hera.replaced_types: which types of relationships hera_entities_crud_v1 replaces as a whole: NULL all of them ({mode:
-- REPLACE, relationships}), those given as keys ({TYPE: […]} with p_options.relationships_mode REPLACE), else none.
-- Immutable, no locks. Refuses: ZH009 an unknown mode.
create or replace function hera.replaced_types(p_relationships jsonb, p_options jsonb)
returns text[] language plpgsql immutable set search_path = '' as $$
declare
  v_mode text := upper(coalesce(
    case when jsonb_typeof(p_relationships) = 'object' then p_relationships ->> 'mode' end,
    p_options ->> 'relationships_mode', 'UPSERT'));
begin
  if v_mode not in ('UPSERT', 'REPLACE') then
    raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: the mode of relationships must be UPSERT or REPLACE', detail = '{"field": "mode"}';
  end if;
  if v_mode = 'UPSERT' then
    return '{}';
  end if;
  if jsonb_typeof(p_relationships) = 'object' and not p_relationships ? 'relationships' then
    return array(select upper(k.name) from jsonb_object_keys(p_relationships - 'mode') k (name));
  end if;
  return null;
end
$$;

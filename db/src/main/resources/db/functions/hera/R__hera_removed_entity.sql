-- hera.removed_entity: the log entry of an entity that is about to be removed for good. "changes" tells it field by field as
-- [{path, from, to: null}]; "removed" holds the rows as they are stored, {entity, dynamic: […], relationships: […]} with the
-- relationships of both directions, so that the log alone can bring them back, bit by bit; columns that the database
-- generates from others are left out. No locks.
create or replace function hera.removed_entity(p_entity public.core_entities)
returns jsonb language plpgsql stable set search_path = '' set enable_seqscan = off set timezone = 'UTC' as $$
declare
  c_generated constant text[] := array['field_value_float', 'field_value_long_float', 'field_value_key'];
  v_removed jsonb;
begin
  select jsonb_build_object('entity', to_jsonb(p_entity) - 'search_document', 'dynamic', coalesce((
      select jsonb_agg(to_jsonb(d) - c_generated order by d.field_name collate "C") from public.core_dynamic_data d
      where d.organization_id = p_entity.organization_id and d.entity_id = p_entity.id), '[]'),
    'relationships', coalesce((
      select jsonb_agg(r.whole order by r.whole ->> 'id') from (
        select to_jsonb(o) as whole from public.core_relationships o
        where o.organization_id = p_entity.organization_id and o.from_entity_id = p_entity.id
        union all
        select to_jsonb(i) from public.core_relationships i
        where i.organization_id = p_entity.organization_id and i.to_entity_id = p_entity.id) r), '[]'))
  into v_removed;
  return jsonb_build_object('removed', v_removed, 'changes', hera.changes_of_removal(v_removed));
end
$$;

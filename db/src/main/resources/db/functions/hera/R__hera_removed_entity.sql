-- hera.removed_entity: everything a removed entity held, as [{path, from, to: null}], so that the log can restore it.
create or replace function hera.removed_entity(p_entity public.core_entities)
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', c.path, 'from', c.value, 'to', null))
    from (
      select case k.key when 'dynamic_snapshot' then 'dynamic' else k.key end as path,
        case k.key when 'dynamic_snapshot' then ('{' || p_entity.dynamic_snapshot || '}')::jsonb else k.value end as value
      from jsonb_each(to_jsonb(p_entity)) k
      where k.key not in ('organization_id', 'id', 'version', 'created_at', 'updated_at', 'created_by', 'updated_by')
    ) c
    where c.value not in ('null', '{}')), '[]');
end
$$;

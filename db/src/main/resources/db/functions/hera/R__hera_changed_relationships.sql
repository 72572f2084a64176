-- hera.changed_relationships: what differs between the relationships that start somewhere before and after a change, as
-- [{path, from, to}]: relationships.<TYPE>, the ids of the targets of those that have not ended, and of each whose row is another
-- relationships.<TYPE>.<target>, what it says, so that what was can be put back. No locks.
create or replace function hera.changed_relationships(p_old public.core_relationships[], p_new public.core_relationships[])
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', 'relationships.' || c.path, 'from', c.old, 'to', c.new) order by c.path collate "C")
    from (
      select t.type as path, jsonb_agg(t.target order by t.target) filter (where not t.after) as old,
        jsonb_agg(t.target order by t.target) filter (where t.after) as new
      from (
        select o.relationship_type::text as type, o.to_entity_id as target, o.expiration_date, false as after from unnest(p_old) o
        union all
        select n.relationship_type, n.to_entity_id, n.expiration_date, true from unnest(p_new) n
      ) t
      where t.expiration_date is null or t.expiration_date > now()
      group by t.type
      union all
      select coalesce(o.relationship_type, n.relationship_type) || '.' || coalesce(o.to_entity_id, n.to_entity_id),
        hera.relationship_said(o), hera.relationship_said(n)
      from unnest(p_old) o
      full join unnest(p_new) n on n.relationship_type = o.relationship_type and n.to_entity_id = o.to_entity_id
    ) c
    where c.old::text is distinct from c.new::text), '[]');
end
$$;

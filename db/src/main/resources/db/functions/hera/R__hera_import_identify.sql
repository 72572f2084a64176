-- hera.import_identify: decides for lines of an import which entity each is: the known one of its type and code when
-- p_upsert, else a new one; and turns the ids that lines point to into those (hera.import_resolve).
create or replace function hera.import_identify(p_organization_id uuid, p_upsert boolean, p_lines integer[])
returns void language plpgsql volatile
set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  -- One look into the index of codes a line: a join would rather read all the organization's entities for each, and where
  -- statistics are stale, as in a new database, every index that begins with the organization seems as good; but only the one of
  -- codes has them in their order.
  update pg_temp.hera_import i set entity_id = coalesce(k.id, uuidv7()), known = k.id is not null
  from (
    select n.line, case when p_upsert then (
      select e.id from public.core_entities e
      where e.organization_id = p_organization_id and e.entity_type || '' = n.operation #>> '{entity,entity_type}'
        and e.entity_code between n.operation #>> '{entity,entity_code}' and n.operation #>> '{entity,entity_code}'
        and e.deleted_at is null
      order by e.organization_id, e.entity_code limit 1) end as id
    from pg_temp.hera_import n
    where n.line = any (p_lines)
  ) k
  where i.line = k.line;
  update pg_temp.hera_import i set operation = r.resolved -> 'operation', later = nullif(r.resolved -> 'later', '{}')
  from pg_temp.hera_import o cross join lateral (select hera.import_resolve(o.operation) as resolved) r
  where o.line = i.line and i.line = any (p_lines)
    and (i.operation #>> '{entity,parent_entity_id}' is not null or i.operation ? 'relationships');
end
$$;

-- hera.lock_entities: what hera.lock_entity does, for many at once and by id, so that two who change the same ones wait for each other and
-- do not deadlock. Locks: the entities' rows (no key update). Refuses: ZH004 a reserved kind, ZH005 one that does not exist or is
-- deleted, ZH009 one that is named twice.
create or replace function hera.lock_entities(p_organization_id uuid, p_role text, p_ids uuid[])
returns void language plpgsql volatile
set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_locked integer;
begin
  if (select count(distinct i) from unnest(p_ids) i) < cardinality(p_ids) then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: the same entity is changed twice at once';
  end if;
  select count(hera.refuse_reserved(p_role, l.entity_type, null, null)) filter (where l.deleted_at is null) into v_locked
  from (
    select e.entity_type, e.deleted_at from public.core_entities e
    where e.organization_id = p_organization_id and e.id = any (p_ids)
    order by e.id
    for no key update
  ) l;
  if v_locked < cardinality(p_ids) then
    raise exception using errcode = 'ZH005', message = 'HERA_ENTITY_NOT_FOUND: there is no such entity';
  end if;
end
$$;

-- hera.guard_parent: no entity comes to stand below itself, whoever moves it: ZH008, whose DETAIL names field and id. Moves of one
-- organization follow each other, because two at once could each be right alone and close a circle together.
-- Locks: advisory, exclusive, on the organization's moves, to the end of the transaction.
create or replace function hera.guard_parent() returns trigger language plpgsql set search_path = '' set enable_seqscan = off as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('moves of ' || new.organization_id, 0));
  if exists (
      with recursive above as (
        select new.parent_entity_id as id
        union
        select e.parent_entity_id from public.core_entities e join above a on e.id = a.id
        where e.organization_id = new.organization_id and e.parent_entity_id is not null
      )
      select from above a where a.id = new.id) then
    raise exception using errcode = 'ZH008',
      message = 'HERA_FK_VIOLATION: parent_entity_id names an entity that stands below this one',
      detail = json_build_object('field', 'parent_entity_id', 'id', new.parent_entity_id)::text;
  end if;
  return new;
end
$$;

-- A new one has nothing below it; its own parent, a check refuses.
create or replace trigger a_parent_is_not_below before update on public.core_entities
  for each row when (new.parent_entity_id is distinct from old.parent_entity_id and new.parent_entity_id <> new.id)
  execute function hera.guard_parent();

-- hera.update_entities: changes many entities at once as hera.update_entity changes one: what is given of their columns, their fields
-- (merged) and relationships. p_ids and p_operations ({entity, dynamic, relationships}) belong together; no entity twice. One that
-- already is as given stays as it is, its version and the log too. Answers how many were. One refusal undoes the call and does
-- not say whose it was: the caller then tries one by one. Every join names the ids once more as a list: whatever the planner makes
-- of a table that was never analysed, it reads these rows alone.
-- Locks in order: the entities by id, their field rows, their relationship rows, by foreign key parents and targets.
-- Refuses: ZH004, ZH005, ZH008, ZH009 an entity named twice; 23505 taken code.
create or replace function hera.update_entities(
  p_organization_id uuid, p_role text, p_ids uuid[], p_operations jsonb[]
) returns integer language plpgsql volatile
set search_path = '' set enable_seqscan = off set enable_hashjoin = on as $$
declare
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
  v_request_id jsonb := nullif(current_setting('hera.request', true), '')::jsonb -> 'request_id';
  v_fields jsonb;
  v_relationships jsonb;
  v_changed integer;
begin
  perform hera.lock_entities(p_organization_id, p_role, p_ids);
  perform hera.refuse_reserved(p_role, upper(o -> 'entity' ->> 'entity_type'), o -> 'dynamic', o -> 'relationships')
  from unnest(p_operations) o;
  perform hera.refuse_missing_references(p_organization_id, (g.operation #>> '{entity,parent_entity_id}')::uuid, '[]')
  from unnest(p_ids, p_operations) g (id, operation)
  join public.core_entities e on e.organization_id = p_organization_id and e.id = any (p_ids) and e.id = g.id
  where (g.operation #>> '{entity,parent_entity_id}')::uuid <> coalesce(e.parent_entity_id, g.id);

  v_fields := hera.merge_fields_of_many(p_organization_id, p_ids, p_operations);
  select jsonb_object_agg(g.id, hera.set_relationships(p_organization_id, g.id, g.operation -> 'relationships',
    hera.relationship_types(g.operation -> 'relationships'))) into v_relationships
  from unnest(p_ids, p_operations) g (id, operation)
  where jsonb_array_length(coalesce(g.operation -> 'relationships', '[]')) > 0;

  with patched as materialized (
    select e.id, e as old, hera.patched_entity(e, g.operation -> 'entity') as new, v_fields -> g.id::text as fields,
      v_relationships -> g.id::text as relationships
    from unnest(p_ids, p_operations) g (id, operation)
    join public.core_entities e on e.organization_id = p_organization_id and e.id = any (p_ids) and e.id = g.id
  ), changed as materialized (
    select p.*, case when p.fields is null then (p.old).dynamic_snapshot
      else hera.render_fields(hera.stored_fields(p_organization_id, p.id)) end as snapshot
    from patched p where p.old *<> p.new or p.fields is not null or p.relationships <> '[]'
  ), written as (
    update public.core_entities e
    set entity_type = (c.new).entity_type, entity_name = (c.new).entity_name, entity_code = (c.new).entity_code,
      entity_description = (c.new).entity_description, smart_code = (c.new).smart_code,
      parent_entity_id = (c.new).parent_entity_id, status = (c.new).status, metadata = (c.new).metadata,
      business_rules = (c.new).business_rules, ai_insights = (c.new).ai_insights, dynamic_snapshot = c.snapshot,
      version = e.version + 1, updated_at = now(), updated_by = v_actor
    from changed c
    where e.organization_id = p_organization_id and e.id = any (p_ids) and e.id = c.id
  )
  insert into public.universal_transactions
    (organization_id, transaction_type, smart_code, transaction_status, subject_id, metadata, log_cluster, log_xid)
  select p_organization_id, 'AUDIT', 'HERA.CORE.AUDIT.CHANGE.RECORDED.V1', 'RECORDED', c.id,
    jsonb_build_object('changes', hera.changed_columns(c.old, c.new) || coalesce(c.fields, '[]') || coalesce(c.relationships, '[]'),
      'action', 'UPDATE', 'kind', (c.new).entity_type::text, 'smart_code', (c.new).smart_code::text, 'version', (c.old).version + 1,
      'reason', null, 'request_id', v_request_id),
    nullif(current_setting('hera.cluster_id', true), '')::bigint, hera.log_place()
  from changed c;
  get diagnostics v_changed = row_count;
  if v_changed > 0 then
    perform set_config('hera.touched', '*', true);
  end if;
  return v_changed;
end
$$;

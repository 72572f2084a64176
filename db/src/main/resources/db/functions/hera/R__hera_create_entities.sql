-- hera.create_entities: writes many entities at once with what hera.create_entity writes for one: their fields,
-- relationships and log rows. A third of the work of one call each, since rules, keys and indexes are made ready once.
-- p_ids and p_operations ({entity, dynamic, relationships}) belong together; an entity may point to another of the same
-- call. One refusal undoes the call and does not say whose it was: the caller then tries one by one.
-- Locks in order: the new entities; by foreign key their parents and relationship targets. Refuses as hera.create_entity.
create or replace function hera.create_entities(
  p_organization_id uuid, p_role text, p_ids uuid[], p_operations jsonb[]
) returns void language plpgsql volatile
set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_request_id jsonb := nullif(current_setting('hera.request', true), '')::jsonb -> 'request_id';
begin
  perform hera.refuse_reserved(p_role, o -> 'entity' ->> 'entity_type', coalesce(o -> 'dynamic', '{}'),
    coalesce(o -> 'relationships', '[]')), hera.refuse_incomplete(o -> 'entity')
  from unnest(p_operations) o;

  with given as materialized (
    select g.id, g.operation -> 'entity' as entity, coalesce(g.operation -> 'dynamic', '{}') as dynamic,
      coalesce(g.operation -> 'relationships', '[]') as relationships,
      hera.read_fields(coalesce(g.operation -> 'dynamic', '{}')) as fields
    from unnest(p_ids, p_operations) g (id, operation)
  ), entities as (
    insert into public.core_entities
      (organization_id, id, entity_type, entity_name, entity_code, entity_description, smart_code, parent_entity_id,
       status, metadata, business_rules, ai_insights, dynamic_snapshot)
    select p_organization_id, g.id, upper(g.entity ->> 'entity_type'), g.entity ->> 'entity_name',
      g.entity ->> 'entity_code', g.entity ->> 'entity_description', g.entity ->> 'smart_code',
      (g.entity ->> 'parent_entity_id')::uuid, coalesce(g.entity ->> 'status', 'active'),
      coalesce(nullif(g.entity -> 'metadata', 'null'), '{}'), coalesce(nullif(g.entity -> 'business_rules', 'null'), '{}'),
      coalesce(nullif(g.entity -> 'ai_insights', 'null'), '{}'), hera.render_fields(g.fields)
    from given g
  ), fields as (
    insert into public.core_dynamic_data
      (organization_id, entity_id, field_name, field_type, field_value_text, field_value_number, field_value_boolean,
       field_value_date, field_value_json, smart_code)
    select p_organization_id, g.id, f.field_name, f.field_type, f.field_value_text, f.field_value_number,
      f.field_value_boolean, f.field_value_date, f.field_value_json, f.smart_code
    from given g cross join lateral unnest(g.fields) f
  )
  insert into public.universal_transactions
    (organization_id, transaction_type, smart_code, transaction_status, subject_id, metadata, log_cluster, log_xid)
  select p_organization_id, 'AUDIT', 'HERA.CORE.AUDIT.CHANGE.RECORDED.V1', 'RECORDED', g.id,
    jsonb_build_object('created', jsonb_build_object('entity', g.entity, 'dynamic', g.dynamic, 'relationships',
      g.relationships), 'action', 'CREATE', 'kind', upper(g.entity ->> 'entity_type'), 'smart_code',
      g.entity -> 'smart_code', 'version', 1, 'reason', null, 'request_id', v_request_id),
    nullif(current_setting('hera.cluster_id', true), '')::bigint, pg_current_xact_id()
  from given g;
  perform set_config('hera.touched', coalesce(nullif(current_setting('hera.touched', true), ''), '-'), true);

  perform hera.refuse_missing_references(p_organization_id, (g.operation #>> '{entity,parent_entity_id}')::uuid, '[]')
  from unnest(p_operations) g (operation)
  where g.operation #>> '{entity,parent_entity_id}' is not null;
  perform hera.insert_relationships(p_organization_id, g.id, g.operation -> 'relationships')
  from unnest(p_ids, p_operations) g (id, operation)
  where jsonb_array_length(coalesce(g.operation -> 'relationships', '[]')) > 0;
end
$$;

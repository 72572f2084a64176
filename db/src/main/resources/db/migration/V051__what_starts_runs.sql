-- What starts runs by itself, beside requests and events: a change of a transaction ("listens") and a time of day
-- ("schedules"). hera.store_spec notes both at the orchestration, where every write of a transaction and every process can
-- look them up; what is registered already is given its notes here. Where nothing is noted both indexes are empty.
create index core_entities_listening on public.core_entities (organization_id)
  where entity_type = 'ORCHESTRATION' and ai_insights ? 'listens' and deleted_at is null;
create index core_entities_scheduled on public.core_entities (organization_id)
  where entity_type = 'ORCHESTRATION' and ai_insights ? 'schedules' and deleted_at is null;
-- Organizations that let orchestrations of the platform run at their times.
create index core_organizations_scheduled on public.core_organizations (id) where settings ? 'scheduled_orchestrations';

-- It is told what went wrong now, by another function of the same name.
drop function if exists hera.settle_event(uuid);

set local role hera_system;

update public.core_entities e
set ai_insights = e.ai_insights || n.notes
from (
  select p.organization_id, p.entity_id, p.field_name, jsonb_strip_nulls(jsonb_build_object(
    'listens', jsonb_agg(t.pair -> 0) filter (where t.pair ->> 0 like 'TXN.%'),
    'schedules', jsonb_agg(t.pair -> 0) filter (where t.pair ->> 0 like 'CRON.%'))) as notes
  from public.core_dynamic_data p, jsonb_array_elements(p.field_value_json -> 'triggers') t (pair)
  where p.field_name like 'orchestration\_plan@v%' and jsonb_typeof(p.field_value_json -> 'triggers') = 'array'
  group by p.organization_id, p.entity_id, p.field_name
) n
where e.organization_id = n.organization_id and e.id = n.entity_id and e.entity_type = 'ORCHESTRATION'
  and n.field_name = 'orchestration_plan@v' || (e.ai_insights ->> 'active_version') and n.notes <> '{}';

reset role;

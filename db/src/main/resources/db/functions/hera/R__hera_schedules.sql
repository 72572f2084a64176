-- hera.schedules: what runs at times of day (CRON.…), over all organizations, and the database's time: {now, schedules: [{organization_id,
-- smart_code, on, time_zone, since, last?, user_id?, role?}]} as text. An organization's own orchestrations run for it, as who
-- registered the active version; the platform's for the organizations whose settings.scheduled_orchestrations name them and that
-- have none of their own by that code, as the first of the organization's owners. role is the one that he has now, absent when he is no
-- member any more. Times count from since, when it was registered (or the organization changed), or from last, the key of the
-- latest run that a time has started: "<on> → <time>". Reads only; no locks.
create or replace function hera.schedules()
returns text language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_schedules json;
begin
  with scheduled as (
    select e.organization_id, e.smart_code, e.ai_insights -> 'schedules' as times,
      (e.ai_insights ->> 'registered_at')::timestamptz as since, (e.ai_insights ->> 'registered_by')::uuid as registrant
    from public.core_entities e
    where e.entity_type = 'ORCHESTRATION' and e.ai_insights ? 'schedules' and e.deleted_at is null
      and e.organization_id <> c_platform
    union all
    select o.id, e.smart_code, e.ai_insights -> 'schedules',
      greatest((e.ai_insights ->> 'registered_at')::timestamptz, o.updated_at), null
    from public.core_organizations o, jsonb_array_elements_text(o.settings -> 'scheduled_orchestrations') w (code)
    join public.core_entities e on e.organization_id = c_platform and e.entity_code = upper(w.code)
    where o.settings ? 'scheduled_orchestrations'
      and e.entity_type = 'ORCHESTRATION' and e.ai_insights ? 'schedules' and e.deleted_at is null
      and not exists (
        select from public.core_entities own
        where own.organization_id = o.id and own.entity_code = e.entity_code and own.entity_type = 'ORCHESTRATION'
          and own.deleted_at is null)
  )
  select coalesce(json_agg(json_strip_nulls(json_build_object('organization_id', s.organization_id, 'smart_code', s.smart_code,
      'on', t.name, 'time_zone', coalesce(o.settings ->> 'time_zone', 'UTC'), 'since', hera.utc(s.since), 'last', l.key,
      'user_id', m.user_id, 'role', m.role))), '[]') into v_schedules
  from scheduled s
  cross join lateral jsonb_array_elements_text(s.times) t (name)
  join public.core_organizations o on o.id = s.organization_id
  left join lateral (
    select r.from_entity_id as user_id, r.relationship_data ->> 'role' as role from public.core_relationships r
    where r.organization_id = s.organization_id and r.relationship_type = 'MEMBER_OF'
      and (r.from_entity_id = s.registrant or s.registrant is null and r.relationship_data ->> 'role' = 'owner')
      and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())
    order by r.created_at, r.id
    limit 1
  ) m on true
  left join lateral (
    -- Both spellings of a version are one code. Digits sort alike in every collation, and between the two there are only times.
    select max(k.key) as key
    from (values ('v'), ('V')) v (spelling)
    cross join lateral (
      select r.transaction_code as key from public.universal_transactions r
      where r.organization_id = s.organization_id and r.smart_code = regexp_replace(s.smart_code, '[vV](\d+)$', v.spelling || '\1')
        and r.transaction_type = 'ORCH_RUN' and r.transaction_code between t.name || ' → 0' and t.name || ' → 9'
        and starts_with(r.transaction_code, t.name || ' → ')
      order by r.transaction_code desc
      limit 1) k
  ) l on true;
  return json_build_object('now', hera.utc(clock_timestamp()), 'schedules', v_schedules)::text;
end
$$;
alter function hera.schedules owner to hera_system;
revoke all on function hera.schedules from public;
grant execute on function hera.schedules to hera_app;

-- hera.listened_to: which of these triggers (TXN.…) an orchestration of the organization or of the platform has. Every write of a
-- transaction asks, so it is one probe of an index that holds nothing but orchestrations that listen; the platform's cannot be
-- seen from an organization, hence hera_system, and hence nothing but what was asked. Reads only; no locks.
create or replace function hera.listened_to(p_organization_id uuid, p_triggers text[])
returns text[] language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
begin
  return array(
    select distinct l.name
    from public.core_entities e, jsonb_array_elements_text(e.ai_insights -> 'listens') l (name)
    where e.organization_id in (p_organization_id, '00000000-0000-0000-0000-000000000000')
      and e.entity_type = 'ORCHESTRATION' and e.ai_insights ? 'listens' and e.deleted_at is null
      and l.name = any (p_triggers)
    order by l.name);
end
$$;
alter function hera.listened_to owner to hera_system;
revoke all on function hera.listened_to from public;
grant execute on function hera.listened_to to hera_writer, hera_system;

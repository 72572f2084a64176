-- hera.refuse_incomplete: what a new entity must have, for callers that no guardrail stood before. ZH009 names the
-- field, ZH010 stands for a missing smart code. Immutable, no locks.
create or replace function hera.refuse_incomplete(p_entity jsonb)
returns void language plpgsql immutable set search_path = '' as $$
declare
  v_field text := case
    when coalesce(p_entity ->> 'entity_type', '') = '' then 'entity_type'
    when coalesce(p_entity ->> 'entity_name', '') = '' then 'entity_name'
  end;
begin
  if v_field is not null then
    raise exception using errcode = 'ZH009', message = format('HERA_PAYLOAD_INVALID: %s is required', v_field),
      detail = json_build_object('field', v_field)::text;
  end if;
  if coalesce(p_entity ->> 'smart_code', '') = '' then
    raise exception using errcode = 'ZH010', message = 'HERA_SMARTCODE_INVALID: smart_code is required for all HERA entities',
      detail = json_build_object('field', 'smart_code')::text;
  end if;
end
$$;

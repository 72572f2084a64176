-- hera.document_party: an entity as a printed document names it: {"type", "name", "code", "address", "phone", "tax_number"}, the
-- last three from its fields of these names; NULL for no entity. Reads only; no locks.
create or replace function hera.document_party(p_organization_id uuid, p_entity_id uuid)
returns json language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  if p_entity_id is null then
    return null;
  end if;
  return (
    select json_build_object('type', e.entity_type, 'name', e.entity_name, 'code', e.entity_code,
      'address', f.texts ->> 'address', 'phone', f.texts ->> 'phone', 'tax_number', f.texts ->> 'tax_number')
    from public.core_entities e, lateral (
      select jsonb_object_agg(d.field_name, d.field_value_text) as texts
      from public.core_dynamic_data d
      where d.organization_id = e.organization_id and d.entity_id = e.id
        and d.field_name in ('address', 'phone', 'tax_number')) f
    where e.organization_id = p_organization_id and e.id = p_entity_id);
end
$$;
grant execute on function hera.document_party to hera_app;

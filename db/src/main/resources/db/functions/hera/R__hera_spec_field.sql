-- hera.spec_field: a dynamic field of a registered specification, in the typed form. Immutable, no locks.
create or replace function hera.spec_field(p_value jsonb)
returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_build_object('field_type', 'json', 'field_value_json', p_value, 'smart_code', 'HERA.CORE.ORCH.DYN.SPEC.V1');
end
$$;

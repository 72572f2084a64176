-- hera.entity_conditions: the WHERE of a listing of entities, its values quoted as literals so that the planner sees
-- them. Kinds that HERA keeps for itself are left out, unless a type, an id, a code or a smart code names what is sought. Reads no
-- table; no locks.
create or replace function hera.entity_conditions(p_query jsonb)
returns text language plpgsql stable set search_path = '' as $$
declare
  v_where text := 'e.organization_id = ' || hera.own_organization();
  v_smart_code text := p_query ->> 'smart_code';
begin
  if not coalesce((p_query ->> 'include_deleted')::boolean, false) then
    v_where := v_where || ' and e.deleted_at is null';
  end if;
  if not p_query ?| array['entity_type', 'entity_id', 'entity_code', 'smart_code'] then
    v_where := v_where || ' and ' || hera.kinds_of_callers();
  end if;
  if p_query ? 'entity_type' then
    -- Beside a code the type is no index's business: where statistics are stale, all of a type might be read for one code.
    v_where := v_where || format(case when p_query ? 'entity_code' then ' and e.entity_type || '''' = %L' else ' and e.entity_type = %L' end,
      p_query ->> 'entity_type');
  end if;
  if p_query ? 'entity_id' then
    v_where := v_where || format(' and e.id = %L::uuid', p_query ->> 'entity_id');
  end if;
  if p_query ? 'entity_code' then
    v_where := v_where || format(' and e.entity_code = %L', p_query ->> 'entity_code');
  end if;
  if p_query ? 'status' then
    v_where := v_where || format(' and e.status = %L', p_query ->> 'status');
  end if;
  if p_query ? 'parent_entity_id' then
    v_where := v_where || format(' and e.parent_entity_id = %L::uuid', p_query ->> 'parent_entity_id');
  end if;
  if v_smart_code is not null then
    -- D4: .v1 and .V1 are the same code.
    v_where := v_where || format(' and e.smart_code::text in (%L, %L)',
      regexp_replace(v_smart_code, '\.v([0-9]+)$', '.V\1'), regexp_replace(v_smart_code, '\.V([0-9]+)$', '.v\1'));
  end if;
  return v_where;
end
$$;
grant execute on function hera.entity_conditions to hera_app;

-- hera.listing_source: the FROM of a listing: the entity e, the row of every field that is filtered by (p_fields, its condition by its
-- name) or sorted by. For a walk along the index of the leading field, in the phase for those that have it, its row comes first, and
-- the entity after the fields that may refuse it. No locks.
create or replace function hera.listing_source(p_fields jsonb, p_order hera.sort_key[], p_phase text, p_walk boolean)
returns text language plpgsql immutable set search_path = '' as $$
declare
  c_row constant text := '%1$s.organization_id = e.organization_id and %1$s.entity_id = e.id and %1$s.field_name = %2$L and %3$s';
  v_leading text := case p_phase when 'given' then p_order[1].field end;
  v_lead text := hera.field_alias(v_leading);
  v_leads text := format(c_row, v_lead, v_leading, p_order[1].expression || ' is not null and ' || coalesce(p_fields ->> v_leading, 'true'));
  v_walk boolean := p_walk and v_leading is not null;
  v_source text := case when v_walk then hera.field_source(v_leading) else 'public.core_entities e' end;
  v_field record;
begin
  if v_leading is not null and not v_walk then
    v_source := v_source || format(' join %s on ', hera.field_source(v_leading)) || v_leads;
  end if;
  for v_field in select f.key as name, f.value as condition from jsonb_each_text(p_fields) f where f.key is distinct from v_leading loop
    v_source := v_source || case when p_walk
      -- A look-up that cannot be turned round: it must be the walk that goes on, row by row.
      then format(' cross join lateral (select %1$s.* from %2$s where %1$s.organization_id = %3$s.organization_id'
        || ' and %1$s.entity_id = %4$s and %1$s.field_name = %5$L and %6$s offset 0) %1$s', hera.field_alias(v_field.name),
        hera.field_source(v_field.name), coalesce(v_lead, 'e'), coalesce(v_lead || '.entity_id', 'e.id'), v_field.name, v_field.condition)
      else format(' join %s on ', hera.field_source(v_field.name)) || format(c_row, hera.field_alias(v_field.name), v_field.name,
        v_field.condition) end;
  end loop;
  if v_walk then
    v_source := v_source || ' join public.core_entities e on ' || v_leads;
  end if;
  for v_field in
    select o.field as name, min(o.expression) as expression from unnest(p_order) o
    where o.field is distinct from v_leading and not p_fields ? o.field group by o.field
  loop
    v_source := v_source || format(' left join public.core_dynamic_data %1$s on ' || c_row, hera.field_alias(v_field.name),
      v_field.name, v_field.expression || ' is not null');
  end loop;
  return v_source;
end
$$;
grant execute on function hera.listing_source to hera_app;

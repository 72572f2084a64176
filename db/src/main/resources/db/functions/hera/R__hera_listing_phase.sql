-- hera.listing_phase: one pass of a listing after a place. p_phase all, or, when the leading key can be missing, given for the entities
-- that have it and missing for the others, so that an index gives the order of the first. p_core is the condition on the row e
-- alone, p_conditions all others; p_walk is for hera.walk_listing. No locks.
create or replace function hera.listing_phase(
  p_query jsonb, p_fields jsonb, p_core text, p_conditions text, p_order hera.sort_key[], p_after jsonb, p_phase text,
  p_walk boolean
) returns hera.listing_phase language plpgsql stable set search_path = '' as $$
declare
  v_lead hera.sort_key := p_order[1];
  v_listing hera.listing_phase;
begin
  v_listing.source := hera.listing_source(p_fields, p_order, p_phase, p_walk);
  v_listing.keys := (select string_agg(k.expression, ', ') from unnest(p_order) k);
  v_listing.conditions := p_core || ' and ' || p_conditions;
  v_listing.sort := p_order;
  v_listing.after := p_after;
  v_listing.leading_source := 'public.core_entities e';
  v_listing.leading_conditions := p_core;
  v_listing.leading_id := 'e.id';
  if p_phase = 'given' then
    v_listing.conditions := v_listing.conditions || format(' and %s is not null', v_lead.expression);
    v_listing.sort[1].nullable := false;
    if v_lead.field is not null then
      v_listing.leading_id := hera.field_alias(v_lead.field) || '.entity_id';
      -- The id where the index has it, so that a page begins where the one before ended.
      v_listing.sort[cardinality(p_order)].expression := v_listing.leading_id;
      v_listing.leading_source := 'public.core_dynamic_data ' || hera.field_alias(v_lead.field);
      v_listing.leading_conditions := format('%1$s.organization_id = %5$s'
        || ' and %1$s.field_name = %2$L and %3$s is not null and %1$s.entity_id is not null and %4$s', hera.field_alias(v_lead.field),
        v_lead.field, v_lead.expression, coalesce(p_fields ->> v_lead.field, 'true'), hera.own_organization());
    else
      v_listing.leading_conditions := p_core || format(' and %s is not null', v_lead.expression);
    end if;
  elsif p_phase = 'missing' then
    v_listing.conditions := v_listing.conditions || format(' and %s is null', v_lead.expression);
    v_listing.sort := p_order[2:];
    v_listing.after := case when p_after ->> 0 is null then p_after - 0 end;
  end if;
  v_lead := v_listing.sort[1];
  if v_lead.nullable or v_lead.field is null and v_lead.expression not in ('e.id', 'e.smart_code', 'e.entity_code')
      and not (v_lead.expression = 'e.entity_name' and p_query ? 'entity_type') then
    v_listing.leading_source := null;
  end if;
  return v_listing;
end
$$;
grant execute on function hera.listing_phase to hera_app;

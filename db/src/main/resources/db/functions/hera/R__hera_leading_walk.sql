-- hera.leading_walk: how a listing's leading relation is walked along its index: by which keys, and after which place. With more keys than the
-- leading one and the id, those that share the last value are walked again, because which of them come first is not known. No locks.
create or replace function hera.leading_walk(p_listing hera.listing_phase, out keys hera.sort_key[], out after text)
language plpgsql immutable set search_path = '' as $$
declare
  v_lead hera.sort_key := p_listing.sort[1];
  v_id hera.sort_key := p_listing.sort[cardinality(p_listing.sort)];
  v_alone boolean := cardinality(p_listing.sort) <= 2;
begin
  v_id.expression := p_listing.leading_id;
  v_id.descending := case when v_alone then v_id.descending else v_lead.descending end;
  keys := case when v_lead.expression = 'e.id' then array[v_id] else array[v_lead, v_id] end;
  after := case
    when v_alone then hera.keyset_condition(keys, p_listing.after)
    when p_listing.after is null then 'true'
    else format('%s %s= %L::%s', v_lead.expression, case when v_lead.descending then '<' else '>' end, p_listing.after ->> 0,
      v_lead.type_name)
  end;
end
$$;
grant execute on function hera.leading_walk to hera_app;

-- hera.listing_page: a page of one phase of a listing that is filtered by p_fields and p_conditions. With p_walk a walk along the index of
-- the order is tried first, which is short when many entities meet them. Else the entities that meet the narrow fields' conditions
-- (ids) are looked up when they are few, or as far as the page goes when they are in order; else the walk passes over all others
-- without looking at them. Those ids, and the fields that are still to be tried on each (rest), are handed from page to page of the
-- phases. skipped is the offset, less what this phase has used of it. Runs as the caller under row-level security; reads only.
create or replace function hera.listing_page(
  p_query jsonb, p_fields jsonb, p_core text, p_conditions text, p_order hera.sort_key[], p_after jsonb, p_phase text, p_walk boolean,
  p_limit integer, inout ids uuid[], inout rest jsonb, inout skipped integer, out items text[], out keys jsonb
) language plpgsql stable set search_path = '' as $$
declare
  c_few constant integer := 1000;
  c_row_by_row constant integer := 20000;
  -- More of them might not be put into a hash as a subselect's rows, which as an array's elements they are; those the planner weighs one by one.
  c_hashed constant integer := 100000;
  v_lead text := case p_phase when 'given' then p_order[1].field end;
  v_listing hera.listing_phase;
  v_row_by_row boolean := true;
  v_statement text;
  v_page record;
  v_rare boolean;
  v_shares jsonb;
begin
  if p_walk and skipped = 0 and ids is null then
    v_page := hera.walk_listing(hera.listing_phase(p_query, p_fields, p_core, p_conditions, p_order, p_after, p_phase, true),
      p_query, p_fields, p_limit);
    items := v_page.items;
    keys := v_page.keys;
    v_rare := coalesce(v_page.rare, false);
    v_shares := v_page.shares;
    if items is not null then
      return;
    end if;
  end if;
  if p_walk and ids is null and p_fields <> '{}' then
    if v_shares is null then
      select n.ids, n.rest into ids, rest from hera.narrow_entities(p_fields, true) n;
    else
      select n.ids, n.rest into ids, rest from hera.narrow_by_shares(p_fields, v_shares, v_rare) n;
    end if;
  end if;
  if ids = '{}' then
    items := '{}';
    keys := '[]';
    return;
  end if;
  if cardinality(ids) > c_few and skipped = 0 then
    v_page := hera.listing_by_id(p_query, rest, p_core, p_conditions, p_order, p_after, p_phase, p_limit, ids);
    items := v_page.items;
    keys := v_page.keys;
    if items is not null then
      return;
    end if;
  end if;
  if cardinality(ids) > c_few then
    -- The leading field's own condition stays: it is where the walk begins.
    v_listing := hera.listing_phase(p_query, case when p_fields ? v_lead then rest || jsonb_build_object(v_lead, p_fields -> v_lead)
      else rest end, p_core, p_conditions, p_order, p_after, p_phase, true);
    -- As a truth that is asked for, no index takes it: each row of the walk is looked up in a hash of the ids.
    v_listing.conditions := v_listing.conditions || format(case when cardinality(ids) <= c_hashed
      then ' and (%s in (select unnest($1))) is true' else ' and (%s = any ($1)) is true' end, v_listing.leading_id);
  end if;
  if v_listing.leading_source is null then
    if ids is null then
      v_listing := hera.listing_phase(p_query, rest, p_core, p_conditions, p_order, p_after, p_phase, false);
      v_row_by_row := rest <> '{}';
    else
      v_listing := hera.listing_of_ids(p_query, rest, p_core, p_conditions, p_order, p_after, p_phase);
      v_row_by_row := cardinality(ids) <= c_row_by_row;
    end if;
  end if;
  v_statement := hera.listing_statement(v_listing, 'true');
  v_page := case when v_row_by_row then hera.render_row_by_row(v_statement, p_query, ids, p_limit, skipped)
    else hera.render_listing(v_statement, p_query, ids, p_limit, skipped) end;
  items := v_page.items;
  keys := v_page.keys;
  if items <> '{}' then
    skipped := 0;
  elsif skipped > 0 and p_phase = 'given' then
    execute 'select greatest($2 - count(*), 0) from (' || v_statement || ') s' using ids, skipped into skipped;
  end if;
end
$$;
grant execute on function hera.listing_page to hera_app;

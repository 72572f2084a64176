-- hera.listing_page: a page of one phase of a listing that is filtered by p_fields and p_conditions. With p_walk a walk along the index of
-- the order is tried first, which is short when many entities meet them. Otherwise the entities that meet the fields' conditions are
-- found by the fields' indexes (ids, handed from phase to phase) and then put in order. skipped is the offset, less what this phase
-- has used of it. Runs as the caller under row-level security; reads only.
create or replace function hera.listing_page(
  p_query jsonb, p_fields jsonb, p_core text, p_conditions text, p_order hera.sort_key[], p_after jsonb, p_phase text, p_walk boolean,
  p_limit integer, inout ids uuid[], inout skipped integer, out items text[], out keys jsonb
) language plpgsql stable set search_path = '' as $$
declare
  c_few constant integer := 20000;
  v_core text := p_core;
  v_statement text;
  v_page record;
begin
  if p_walk and skipped = 0 and ids is null then
    v_page := hera.walk_listing(hera.listing_phase(p_query, p_fields, p_core, p_conditions, p_order, p_after, p_phase, true),
      p_query, p_limit);
    items := v_page.items;
    keys := v_page.keys;
    if items is not null then
      return;
    end if;
  end if;
  if p_fields <> '{}' then
    ids := coalesce(ids, hera.entities_that_meet(p_fields));
    v_core := v_core || ' and e.id = any ($1)';
  end if;
  v_statement := hera.listing_statement(
    hera.listing_phase(p_query, '{}', v_core, p_conditions, p_order, p_after, p_phase, false), 'true');
  v_page := case when cardinality(ids) <= c_few then hera.render_row_by_row(v_statement, p_query, ids, p_limit, skipped)
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

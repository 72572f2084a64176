-- hera.search_entities: the general form of hera.list_entities: any filter, search, order, cursor or offset. Statements are put
-- together from what was asked and planned with its values; identifiers come from fixed lists, values are quoted. They find ids in
-- order first and render the page's entities last. What was decided for the first page of a walk (of which type a field is
-- sorted, how words are ranked, whether to walk along the order) is kept in its cursor. Names that nobody has are answered with warnings. Runs as the caller under row-level security; reads only.
create or replace function hera.search_entities(p_query jsonb)
returns text language plpgsql stable set search_path = '' set timezone = 'UTC' set enable_seqscan = off
-- hera.list_entities, which calls it, is without.
set enable_sort = on set enable_bitmapscan = on as $$
declare
  c_few constant integer := 2500;
  v_limit integer := coalesce((p_query ->> 'limit')::integer, 100);
  v_cursor jsonb := hera.open_cursor(p_query);
  v_after jsonb := coalesce(v_cursor -> 'keys', v_cursor);
  v_types jsonb := coalesce(v_cursor -> 'types', hera.order_types(p_query -> 'order'));
  v_order hera.sort_key[] := hera.entity_order(p_query -> 'order', v_types);
  v_words hera.word_search := hera.word_search(p_query, v_cursor ->> 'words');
  v_core text := hera.entity_conditions(p_query);
  v_filters record := hera.field_filters(p_query);
  v_walk boolean;
  v_phase text;
  v_page record;
  v_ids uuid[];
  v_rest jsonb := v_filters.fields;
  v_offset integer := coalesce((p_query ->> 'offset')::integer, 0);
  v_items text[] := '{}';
  v_keys jsonb := '[]';
  v_total bigint;
  v_warnings jsonb;
begin
  v_filters.conditions := v_filters.conditions || coalesce(' and ' || v_words.condition, '');
  if (p_query ->> 'include_total')::boolean then
    v_total := hera.count_listing(v_filters.fields, v_core, v_filters.conditions);
  end if;
  if v_words.mode = 'ranked' and not p_query ? 'order' then
    v_order := row(v_words.rank, 'integer', true, null, false)::hera.sort_key || v_order;
  end if;
  -- Few of one field are looked up; of many, a page may be near at hand in the order that is asked for.
  v_walk := coalesce((v_cursor ->> 'walk')::boolean, v_words.mode is distinct from 'ranked'
    and case v_filters.fields when '{}' then v_filters.conditions <> 'true' or v_order[1].field is not null
      else (hera.smallest_filter(v_filters.fields, c_few + 1)).size > c_few end);
  if v_filters.fields <> '{}' and not v_walk and v_words.mode is distinct from 'ranked' then
    select n.ids, n.rest into v_ids, v_rest from hera.narrow_entities(v_filters.fields, false) n;
  end if;

  foreach v_phase in array case when v_order[1].nullable then array['given', 'missing'] else array['all'] end loop
    continue when v_phase = 'given' and v_after is not null and v_after ->> 0 is null;
    v_page := hera.listing_page(p_query, v_filters.fields, v_core, v_filters.conditions, v_order, v_after, v_phase, v_walk,
      v_limit + 1 - cardinality(v_items), v_ids, v_rest, v_offset);
    v_items := v_items || v_page.items;
    v_keys := v_keys || v_page.keys;
    v_ids := v_page.ids;
    v_rest := v_page.rest;
    v_offset := v_page.skipped;
    exit when cardinality(v_items) > v_limit;
  end loop;
  v_warnings := hera.listing_warnings(p_query, v_types, v_items = '{}');
  return hera.page_members(p_query, v_items, v_limit,
      jsonb_build_object('keys', v_keys -> (v_limit - 1), 'types', v_types, 'words', v_words.mode, 'walk', v_walk), v_total)
    || case when v_warnings = '[]' then '' else ',"warnings":' || v_warnings::text end;
end
$$;
grant execute on function hera.search_entities to hera_app;

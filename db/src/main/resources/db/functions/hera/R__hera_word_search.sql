-- hera.word_search: what a search for words comes to. Few hits (ranked): their ids, and the rank of each; with hardly any, names that
-- are alike too. Many hits (broad): a condition, to be tried on rows in the listing's own order, of which many then answer:
-- ranking them all would read them all. p_words is what the walk's first page decided, NULL on it. All NULL without a search. Reads only.
create or replace function hera.word_search(p_query jsonb, p_words text)
returns hera.word_search language plpgsql stable set search_path = '' as $$
declare
  c_few constant integer := 2000;
  c_hardly_any constant integer := 10;
  v_q text := trim(p_query ->> 'q');
  v_folded text;
  v_query tsquery;
  v_most integer := case p_words when 'ranked' then 2 * c_few else c_few end;
  v_ids uuid[];
begin
  if coalesce(v_q, '') = '' then
    return null;
  end if;
  v_query := hera.word_query(v_q);
  if p_words is distinct from 'broad' then
    v_ids := array(select hera.probe_words(v_query, p_query ->> 'entity_type', v_most + 1));
    if p_words = 'ranked' or cardinality(v_ids) <= c_few then
      v_folded := hera.folded(v_q);
      if cardinality(v_ids) < c_hardly_any and length(v_folded) > 3 then
        v_ids := v_ids || array(select hera.probe_similar_names(v_folded, p_query ->> 'entity_type'));
      end if;
      return row('ranked', format('e.id = any (%L::uuid[])', v_ids),
        format('hera.word_rank(e.entity_name, e.entity_code, e.search_document, %L::tsquery, %L)', v_query, v_folded))::hera.word_search;
    end if;
  end if;
  return row('broad', format('coalesce(e.search_document @@ %L::tsquery, false)', v_query), null)::hera.word_search;
end
$$;
grant execute on function hera.word_search to hera_app;

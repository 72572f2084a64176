-- hera.word_query: a search's words as a query over search documents: all of them, those of three letters and more as beginnings
-- too. Two letters begin too many words to look them all up. ZH009 for a search of more than 200 characters or ten words, or
-- without a letter or digit. Immutable, no locks.
create or replace function hera.word_query(p_q text)
returns tsquery language plpgsql immutable set search_path = '' as $$
declare
  v_words text[];
begin
  if length(p_q) > 200 then
    perform hera.refuse_parameter('q', 'must be at most 200 characters');
  end if;
  v_words := tsvector_to_array(hera.search_words(p_q));
  if cardinality(v_words) not between 1 and 10 then
    perform hera.refuse_parameter('q', 'must be one to ten words of letters or digits');
  end if;
  return (
    select string_agg('''' || replace(replace(w, '\', '\\'), '''', '''''') || case when length(w) > 2 then ''':*' else '''' end, ' & ')
    from unnest(v_words) w)::tsquery;
end
$$;
grant execute on function hera.word_query to hera_app;

-- hera.word_rank: how well an entity answers a search, a whole number so that a cursor holds it exactly: first who is named or coded so,
-- then whose name begins so, then who has all words, by their weight, and last whose name is alike. Immutable, no locks.
create or replace function hera.word_rank(p_name text, p_code text, p_document tsvector, p_query tsquery, p_folded text)
returns integer language plpgsql immutable set search_path = '' as $$
declare
  v_name text := hera.folded(p_name);
begin
  return case when v_name = p_folded or lower(p_code) = p_folded then 8000000 else 0 end
    + case when starts_with(v_name, p_folded) then 4000000 else 0 end
    + case when p_document @@ p_query then 2000000 else 0 end
    + (ts_rank(p_document, p_query) * 900000)::integer
    + (hera.word_similarity(p_folded, v_name) * 900000)::integer;
end
$$;
grant execute on function hera.word_rank to hera_app;

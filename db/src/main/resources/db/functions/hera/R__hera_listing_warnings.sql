-- hera.listing_warnings: what a listing's caller may have misspelt, as [{code, message, severity, context}]: dynamic fields that it is to be
-- sorted by and nobody has (p_types knows no type of them), and, where nothing was found (p_empty), those it is narrowed by of which
-- no entity that is asked for has a value, and words of a search that are too short to be looked for as beginnings (hera.word_query).
-- Looked for only then: whoever finds something pays nothing. Reads only.
create or replace function hera.listing_warnings(p_query jsonb, p_types jsonb, p_empty boolean)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_type text := p_query ->> 'entity_type';
  v_warnings jsonb := '[]';
  v_name text;
begin
  for v_name in
    select o.name from hera.order_terms(p_query -> 'order') o
    where starts_with(o.name, 'dynamic.') and p_types ->> substr(o.name, 9) is null
  loop
    v_warnings := v_warnings || jsonb_build_object('code', 'ORDER-FIELD-UNKNOWN', 'message', format(
      'No entity has a value of the dynamic field %s to sort by', to_json(substr(v_name, 9))), 'severity', 'WARNING',
      'context', jsonb_build_object('field', v_name));
  end loop;
  for v_name in
    select k from jsonb_object_keys(p_query) k
    where p_empty and not p_query ?| array['cursor', 'offset'] and starts_with(k, 'dynamic.') and p_query -> k <> '"is.null"'
    order by k
  loop
    if not (case when v_type is null then hera.field_types(substr(v_name, 9)) <> '{}'
        else coalesce(hera.is_field_of(substr(v_name, 9), v_type), true) end) then
      v_warnings := v_warnings || jsonb_build_object('code', 'FILTER-FIELD-UNKNOWN', 'message', format(
        'No %s has a value of the dynamic field %s to compare: this filter lets nothing through', coalesce(v_type, 'entity'),
        to_json(substr(v_name, 9))), 'severity', 'WARNING', 'context', jsonb_build_object('field', v_name));
    end if;
  end loop;
  for v_name in
    select w from unnest(tsvector_to_array(hera.search_words(p_query ->> 'q'))) w
    where p_empty and not p_query ?| array['cursor', 'offset'] and length(w) < 3
    order by w
  loop
    v_warnings := v_warnings || jsonb_build_object('code', 'SEARCH-WORD-SHORT', 'message', format(
      'Nothing has the whole word %s: words are beginnings of others from three letters on', to_json(v_name)), 'severity', 'WARNING',
      'context', jsonb_build_object('field', 'q', 'word', v_name));
  end loop;
  return v_warnings;
end
$$;
grant execute on function hera.listing_warnings to hera_app;

-- What lets a listing filter and order by dynamic fields, and search words, through indexes under row-level security.
-- Only LEAKPROOF comparisons reach an index there: those of float8, boolean, timestamptz and text, not of numeric, LIKE,
-- similarity or full text. So numbers get a float8 shadow and texts a key; patterns and words are answered by probes
-- (hera.probe_*), which run as hera_system and tell ids only.
create extension if not exists pg_trgm with schema hera;
create extension if not exists unaccent with schema hera;
create extension if not exists btree_gin with schema hera;

-- Words without accents and in lower case, in no particular language: a tenant's catalogue holds several.
create text search configuration hera.words (copy = pg_catalog.simple);
alter text search configuration hera.words
  alter mapping for asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
  with hera.unaccent, pg_catalog.simple;

-- hera.folded: text without accents and in lower case. Immutable, which unaccent alone is not: its rules come with the
-- server and are part of it. No locks.
create function hera.folded(p_text text)
returns text language plpgsql immutable strict parallel safe set search_path = '' as $$
begin
  return lower(hera.unaccent('hera.unaccent'::regdictionary, p_text));
end
$$;

-- hera.as_float8: a number's nearest float8, with what is too large or too small for one at its ends; never decreasing, so
-- that a range of numbers lies within the range of their shadows. No locks.
create function hera.as_float8(p_number numeric)
returns float8 language plpgsql immutable strict parallel safe set search_path = '' as $$
begin
  return case
    when p_number > 1e308 then 'Infinity'
    when p_number < -1e308 then '-Infinity'
    when abs(p_number) < 1e-300 then 0
    else p_number::float8
  end;
end
$$;

-- hera.as_long_float8: the shadow of a number that its shadow does not tell exactly, NULL for all others: those of up to fifteen
-- digits compare as their shadows do. No locks.
create function hera.as_long_float8(p_number numeric)
returns float8 language plpgsql immutable strict parallel safe set search_path = '' as $$
declare
  v_shadow float8 := hera.as_float8(p_number);
begin
  return case when v_shadow::numeric <> p_number then v_shadow end;
end
$$;

-- hera.search_words: text as the words it is searched by. Punctuation separates, which the parser alone sees otherwise:
-- CODE-76 were the word code and the number -76. Only a dot within a word belongs to it. No locks.
create function hera.search_words(p_text text)
returns tsvector language plpgsql immutable strict parallel safe set search_path = '' as $$
begin
  return to_tsvector('hera.words'::regconfig, translate(p_text, '-/@_+&#', '       '));
end
$$;

-- hera.search_document: the words of an entity: name and code of the greatest weight, then description and the dynamic fields that
-- are text. Fields of more than 300 kB together are left out: a tsvector holds one megabyte. No locks.
create function hera.search_document(p_name text, p_code text, p_description text, p_snapshot text)
returns tsvector language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return setweight(hera.search_words(concat_ws(' ', p_name, p_code)), 'A')
    || json_to_tsvector('hera.words'::regconfig, translate(
      '{"":' || to_json(coalesce(p_description, '')) || case
        when p_snapshot = '' or octet_length(p_snapshot) > 300000 then '' else ',' || p_snapshot end || '}',
      '-/@_+&#', '       ')::json, '["string"]');
end
$$;
grant execute on function hera.folded, hera.as_float8, hera.as_long_float8, hera.search_words, hera.search_document to hera_app, hera_reader;

alter table public.core_dynamic_data
  add column field_value_float float8 generated always as (hera.as_float8(field_value_number)) stored,
  add column field_value_long_float float8 generated always as (hera.as_long_float8(field_value_number)) stored,
  add column field_value_key text collate "C" generated always as (left(field_value_text, 200)) stored;
alter table public.core_entities
  add column search_document tsvector generated always as
    (hera.search_document(entity_name, entity_code, entity_description, dynamic_snapshot)) stored;

-- A field's values in order, each row in the index of its type.
create index core_dynamic_data_numbers on public.core_dynamic_data
  (organization_id, field_name, field_value_float, entity_id) where field_value_float is not null;
create index core_dynamic_data_long_numbers on public.core_dynamic_data
  (organization_id, field_name, field_value_long_float) where field_value_long_float is not null;
create index core_dynamic_data_texts on public.core_dynamic_data
  (organization_id, field_name, field_value_key, entity_id) where field_value_key is not null;
create index core_dynamic_data_dates on public.core_dynamic_data
  (organization_id, field_name, field_value_date, entity_id) where field_value_date is not null;
create index core_dynamic_data_booleans on public.core_dynamic_data
  (organization_id, field_name, field_value_boolean, entity_id) where field_value_boolean is not null;

-- For the probes alone. They name the organization, and the field, by an expression, so that neither do they offer themselves to
-- anything else as an index of the tenant, nor is an index of the tenant taken in their stead, which reads it whole.
create index core_dynamic_data_patterns on public.core_dynamic_data
  using gin ((organization_id::text || ' ' || field_name::text), field_value_text hera.gin_trgm_ops)
  where field_value_text is not null and entity_id is not null;
create index core_entities_words on public.core_entities using gin ((organization_id::text), search_document)
  where search_document is not null;
create index core_entities_similar_names on public.core_entities
  using gin ((organization_id::text), hera.folded(entity_name) hera.gin_trgm_ops) where deleted_at is null;

-- hera.is_system: whether this runs as hera_system. Called immutable so that the planner decides it, once: a policy that is still to be
-- asked for each row keeps every index from what is not LEAKPROOF, and with it the probes from theirs. It is no lie that
-- lasts: a plan under row-level security is made anew for another role. No locks.
create function hera.is_system()
returns boolean language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return current_user = 'hera_system';
end
$$;
alter policy system on public.core_entities using (hera.is_system());
alter policy system on public.core_dynamic_data using (hera.is_system());

-- A key of a listing's order may be a dynamic field's value, which not every entity has.
alter type hera.sort_key add attribute field text, add attribute nullable boolean;

-- A filter on a dynamic field, read: gte.10 as its operator and operands.
create type hera.field_term as (
  operator text,
  operands text[]
);

-- What a search for words has come to: a condition on the row e, an expression that ranks it, and how the two were chosen.
create type hera.word_search as (
  mode text,
  condition text,
  rank text
);

-- One pass of a listing: where its rows come from, the condition on them, their sort keys as SQL and as they are compared, and after
-- which keys it begins. leading_* is the one relation whose index gives the order, NULL when none does.
create type hera.listing_phase as (
  source text,
  conditions text,
  keys text,
  sort hera.sort_key[],
  after jsonb,
  leading_source text,
  leading_conditions text,
  leading_id text
);

-- What answers otherwise than before cannot be replaced; they are made anew with the functions after this.
drop function if exists hera.walk_listing(hera.listing_phase, jsonb, jsonb, integer);
drop function if exists hera.narrow_entities(jsonb, boolean, boolean);
drop function if exists hera.read_a_field(jsonb, integer);

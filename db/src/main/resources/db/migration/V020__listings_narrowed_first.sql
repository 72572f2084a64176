-- Functions that take more now, before their new forms come: an old one beside the new would make calls of them ambiguous.
drop function if exists hera.walk_listing(hera.listing_phase, jsonb, integer);
drop function if exists hera.listing_page(jsonb, jsonb, text, text, hera.sort_key[], jsonb, text, boolean, integer, uuid[], integer);

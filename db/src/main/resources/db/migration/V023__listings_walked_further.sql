-- A function that takes more now, before its new form comes: an old one beside the new would make calls of it ambiguous.
drop function if exists hera.walk_listing(hera.listing_phase, jsonb, integer, integer);

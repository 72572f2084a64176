-- Functions that take more now, before their new forms come: an old one beside the new would make calls of them ambiguous. And
-- those that nothing calls any more: the log tells whole relationships (hera.changed_relationships), not their targets alone.
drop function if exists hera.refuse_uncoded_fields(uuid, uuid, jsonb);
drop function if exists hera.relationship_targets(uuid, uuid);
drop function if exists hera.transaction_targets(uuid, uuid);
-- It tells where its window ends, too.
drop function if exists hera.listing_window(hera.listing_phase, integer);

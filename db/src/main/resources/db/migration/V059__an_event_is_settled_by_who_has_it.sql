-- hera.settle_event is told by which claim the event was delivered: who was held up for longer than a claim holds has no say any more.
drop function if exists hera.settle_event(uuid, jsonb, boolean);

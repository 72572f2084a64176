-- Nobody serves two at once: what an appointment takes of a stylist is its relationship BOOKS to him, from effective_date to
-- expiration_date, and no two of them may overlap, whoever writes them. The functions lock the stylist first, so that who comes
-- second is told so instead of waiting for this constraint; it is there for everybody else.
create extension if not exists btree_gist with schema hera;

alter table public.core_relationships
  add constraint core_relationships_booked_once exclude using gist (
    organization_id hera.gist_uuid_ops with =,
    to_entity_id hera.gist_uuid_ops with =,
    tstzrange(effective_date, expiration_date) with &&
  ) where (relationship_type = 'BOOKS' and from_transaction_id is not null);

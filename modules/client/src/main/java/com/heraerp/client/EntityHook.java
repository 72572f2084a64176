package com.heraerp.client;

import java.util.UUID;

/**
 * Entities of one kind, as callers work on them. Two ways to the same end with the same methods: {@link UniversalEntity} makes
 * one atomic call each, {@link UniversalEntitySteps} one call for each part. To move over, rename.
 */
public sealed interface EntityHook permits UniversalEntity, UniversalEntitySteps {

    /** Creates one. @return its id */
    UUID create(EntityDraft draft);

    /** Reads one with its fields and relationships. @throws HeraRefusal.NotFound when there is none */
    Entity read(UUID id);

    /** Those of this kind. @param query {@code status}, {@code smart_code}, {@code parent_entity_id}, limit */
    Pages<Entity> list(Query query);

    /** Changes what the draft says; relationships are added to those that are there. */
    void update(UUID id, EntityDraft changes);

    /** The same, but of the relationship types that the draft names exactly those remain that it names. */
    void replace(UUID id, EntityDraft changes);

    /** Deletes one, softly. */
    void delete(UUID id, String reason);
}

package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Entities by the guarded routes, {@code /api/v2.1/entities}. */
public final class Entities {

    private final Calls calls;
    private final Streams streams;

    Entities(Calls calls, Streams streams) {
        this.calls = calls;
        this.streams = streams;
    }

    /** Creates one, with fields and relationships, all or nothing. */
    public Stored create(EntityDraft draft) {
        return Stored.in(calls.write(draft.body(), HeraApi::registerEntity), "entity_id");
    }

    /** Reads one with its fields and relationships. @throws HeraRefusal.NotFound when there is none */
    public Entity read(UUID id) {
        return read(id, Query.of("include_relationships", true));
    }

    /** Reads one as the parameters say, such as {@code include_deleted}. */
    public Entity read(UUID id, Query query) {
        return Entity.item(calls.read(api -> api.readEntity(id, query.parameters(), null)).json().path("data"));
    }

    /** Reads one unless it still is in the version that the caller has. */
    public Optional<Entity> readIfChanged(UUID id, long version) {
        Answer answer = calls.read(
                api -> api.readEntity(id, Query.ALL.parameters(), Calls.tag(Optional.of(version))));
        return answer.status() == 304 ? Optional.empty() : Optional.of(Entity.item(answer.json().path("data")));
    }

    /** All that meet the parameters: filters on fields, {@code q}, order. */
    public Pages<Entity> list(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listEntities(page.parameters())).json(), Entity::item));
    }

    /** Changes what the draft says; relationships take the place of those of the same types. Last write wins. */
    public Stored update(UUID id, EntityDraft changes) {
        return revise(changes.body().put("entity_id", id.toString()));
    }

    /** Changes it if it still is in this version. @throws HeraRefusal.VersionConflict when it is not */
    public Stored update(UUID id, long version, EntityDraft changes) {
        return revise(changes.body().put("entity_id", id.toString()).put("expected_version", version));
    }

    private Stored revise(ObjectNode body) {
        return Stored.in(calls.write(body, HeraApi::reviseEntity), "entity_id");
    }

    /** Brings back what was deleted softly. @throws HeraRefusal.Conflict when another has its code meanwhile */
    public Stored restore(UUID id, String reason) {
        return revise(removal(id, reason).put("restore", true));
    }

    /** Deletes it, softly: it stays readable with {@code include_deleted}, and {@link #restore} brings it back. */
    public Stored delete(UUID id, String reason) {
        return remove(removal(id, reason));
    }

    /**
     * Deletes it for good.
     *
     * @param cascade its fields, relationships and children with it
     * @throws HeraRefusal.Conflict when something depends on it
     */
    public Stored deleteForGood(UUID id, boolean cascade, String reason) {
        return remove(removal(id, reason).put("hard_delete", true).put("cascade", cascade));
    }

    private static ObjectNode removal(UUID id, String reason) {
        return Json.object().put("entity_id", id.toString()).put("reason", reason);
    }

    private Stored remove(ObjectNode body) {
        return Stored.in(calls.write(body, HeraApi::removeEntity), "entity_id");
    }

    /** Up to 1,000 changes at once. @throws HeraRefusal for an atomic batch of which one change was refused */
    public BatchResult batch(Batch batch) {
        return BatchResult.in(calls.write(batch.json("entity_id"), HeraApi::changeEntitiesInBatch));
    }

    /** What happened to it, newest first. */
    public Pages<JsonNode> history(UUID id) {
        return new Pages<>(Query.ALL, page -> Page.in(
                calls.read(api -> api.readEntityHistory(id, page.parameters())).json(), item -> item));
    }

    /** The same as a page for people. */
    public String historyAsHtml(UUID id) {
        return calls.read(api -> api.readEntityHistory(id, Query.of("format", "html").parameters())).text();
    }

    /**
     * Brings in a file of any length. When the connection breaks it is sent again and goes on where it was.
     *
     * @param format of the file
     * @param query {@code mode} ({@code insert} or {@code upsert}) and {@code dry_run}
     * @param file opened anew for each attempt, and closed
     * @param progress told now and then how far it is
     * @return the report: counts, and the first failures by line
     */
    public JsonNode importFrom(
            FileFormat format, Query query, Supplier<InputStream> file, Consumer<JsonNode> progress) {
        String key = UUID.randomUUID().toString();
        return calls.persistently(() -> streams.send("/api/v2.1/entities/import", query, format.mediaType(), file, key,
                progress)).json();
    }

    /** Writes all that meet the parameters, as they arrive, in a form that an import takes. */
    public void exportTo(FileFormat format, Query query, OutputStream file) {
        streams.receive("/api/v2.1/entities/export", query.and("format", format.word()), file);
    }
}

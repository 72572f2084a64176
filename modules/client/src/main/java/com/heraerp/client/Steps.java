package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;

/**
 * The routes of {@code /api/v2} one by one: an entity's row, its fields, its relationships, and transactions in v2's forms. For
 * existing callers and for changes of one part alone; {@link UniversalEntity} does the same in one call.
 */
public final class Steps {

    private final Calls calls;

    Steps(Calls calls) {
        this.calls = calls;
    }

    /** Creates the row of an entity, or changes it where {@code entity_id} is given. @return its {@code data} */
    public JsonNode upsertEntity(Map<String, ?> members) {
        return upsertEntity(Json.of(members));
    }

    JsonNode upsertEntity(JsonNode members) {
        return data(calls.write(members, HeraApi::upsertEntityRow));
    }

    /** Changes the row of an entity. @return its {@code data} */
    public JsonNode changeEntity(UUID id, Map<String, ?> members) {
        return changeEntity(id, (ObjectNode) Json.of(members));
    }

    JsonNode changeEntity(UUID id, ObjectNode members) {
        return data(calls.write(members.put("entity_id", id.toString()), HeraApi::changeEntityRow));
    }

    /** Reads one. @param query such as {@code include_relationships} */
    public Entity readEntity(UUID id, Query query) {
        return Entity.item(data(calls.read(api -> api.readEntityRow(id, query.parameters()))));
    }

    /** Those that meet the parameters; active ones unless {@code status} says otherwise. */
    public Pages<Entity> entities(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listEntityRows(page.parameters())).json(), Entity::item));
    }

    /** Deletes one. @param query such as {@code hard_delete}, {@code cascade} and {@code reason} */
    public JsonNode deleteEntity(UUID id, Query query) {
        return calls.write((api, key) -> api.deleteEntityRow(id, query.parameters(), key)).json();
    }

    /** The fields of an entity. */
    public Pages<JsonNode> fields(UUID entity) {
        return new Pages<>(Query.of("entity_id", entity), page -> Page.in(
                calls.read(api -> api.listFields(page.parameters())).json(), item -> item));
    }

    /** Sets one field. @return its {@code data} */
    public JsonNode setField(UUID entity, Map<String, ?> field) {
        ObjectNode body = ((ObjectNode) Json.of(field)).put("entity_id", entity.toString());
        return data(calls.write(body, HeraApi::setField));
    }

    /** Sets many fields. @return the whole answer with its counts */
    public JsonNode setFields(UUID entity, Iterable<? extends Map<String, ?>> fields) {
        return setFields(entity, (ArrayNode) Json.of(fields));
    }

    JsonNode setFields(UUID entity, ArrayNode fields) {
        ObjectNode body = Json.object().put("entity_id", entity.toString());
        body.set("fields", fields);
        return calls.write(body, HeraApi::setFields).json();
    }

    /** Takes a field away. */
    public JsonNode deleteField(UUID entity, String name) {
        Query query = Query.of("entity_id", entity).and("field_name", name);
        return calls.write((api, key) -> api.deleteField(query.parameters(), key)).json();
    }

    /** Relationships in force. @param query such as {@code from_entity_id} */
    public Pages<JsonNode> relationships(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listRelationships(page.parameters())).json(), item -> item));
    }

    /** Lets one entity point to another. @return its {@code data} */
    public JsonNode upsertRelationship(Map<String, ?> members) {
        return upsertRelationship(Json.of(members));
    }

    JsonNode upsertRelationship(JsonNode members) {
        return data(calls.write(members, HeraApi::upsertRelationship));
    }

    /** Takes a relationship away. @param query such as {@code hard_delete} */
    public JsonNode deleteRelationship(UUID id, Query query) {
        return calls.write((api, key) -> api.deleteRelationship(id, query.parameters(), key)).json();
    }

    /** Those that meet the parameters, in v2's form. */
    public Pages<JsonNode> transactions(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listTransactionsV2(page.parameters())).json(), item -> item));
    }

    /** Reads one in v2's form. */
    public JsonNode readTransaction(UUID id) {
        return data(calls.read(api -> api.readTransactionV2(id, Query.ALL.parameters())));
    }

    /** Creates one. @return its {@code data} */
    public JsonNode createTransaction(TransactionDraft draft) {
        return data(calls.write(draft.body(), HeraApi::postTransactionV2));
    }

    /** Changes one, named in the path. @return its {@code data} */
    public JsonNode changeTransaction(UUID id, TransactionDraft changes) {
        return data(calls.write(changes.body(), (api, body, key) -> api.reviseTransactionV2(id, body, key)));
    }

    /** Changes one, named in the body by {@code transaction_id}. @return its {@code data} */
    public JsonNode changeTransaction(TransactionDraft changes) {
        return data(calls.write(changes.body(), HeraApi::reviseTransactionInBodyV2));
    }

    /** Deletes one. @param query such as {@code force} */
    public JsonNode deleteTransaction(UUID id, Query query) {
        return calls.write((api, key) -> api.removeTransactionV2(id, query.parameters(), key)).json();
    }

    private static JsonNode data(Answer answer) {
        return answer.json().path("data");
    }
}

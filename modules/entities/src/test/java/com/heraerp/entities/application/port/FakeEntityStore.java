package com.heraerp.entities.application.port;

import com.heraerp.entities.domain.EntityChange;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.change.StoredBatch.Done;
import com.heraerp.kernel.change.StoredBatch.Failed;
import com.heraerp.kernel.change.StoredBatch;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.change.StoredRow;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.postgres.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities in memory, with the rules that use cases rely on. */
public final class FakeEntityStore implements EntityStore {

    private record Row(UUID organization, long version, boolean deleted, JsonObject entity, JsonObject fields) {}

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** How often something was asked of the store. */
    private int calls;

    /** How often something was asked of the store. */
    public int calls() {
        return calls;
    }

    @Override
    public StoredChange change(Scope scope, EntityChange change) {
        calls++;
        Done done = carryOut(scope, 0, change);
        return new StoredChange(done.row(), false, -1);
    }

    @Override
    public StoredBatch changeInBatch(Scope scope, boolean atomic, List<EntityChange> changes) {
        calls++;
        Map<String, Row> before = new LinkedHashMap<>(rows);
        List<StoredBatch.Result> results = new ArrayList<>();
        for (EntityChange change : changes) {
            try {
                results.add(carryOut(scope, results.size(), change));
            } catch (Refused refused) {
                results.add(new Failed(results.size(), refused));
                if (atomic) {
                    rows.clear();
                    rows.putAll(before);
                    return new StoredBatch(false, results, false, -1);
                }
            }
        }
        return new StoredBatch(true, results, false, -1);
    }

    private Done carryOut(Scope scope, int index, EntityChange change) {
        return switch (change.action()) {
            case CREATE -> {
                refuseTakenCode(scope, null, change.entity());
                String id = UUID.randomUUID().toString();
                rows.put(id, new Row(scope.organizationId(), 1, false, change.entity(), change.dynamic()));
                yield done(index, id, 1);
            }
            case UPDATE -> {
                String id = Objects.requireNonNull(change.entity().text("entity_id"));
                Row row = expected(scope, id, change.options(), change.options().isTrue("restore"));
                JsonObject entity = merged(row.entity, change.entity());
                refuseTakenCode(scope, id, entity);
                JsonObject fields = merged(row.fields, change.dynamic());
                long version = !row.deleted && entity.equals(row.entity) && fields.equals(row.fields)
                        ? row.version
                        : row.version + 1;
                rows.put(id, new Row(row.organization, version, false, entity, fields));
                yield done(index, id, version);
            }
            case DELETE -> {
                String id = Objects.requireNonNull(change.entity().text("entity_id"));
                Row row = expected(scope, id, change.options(), change.isHardDelete());
                if (change.isHardDelete()) {
                    rows.remove(id);
                } else {
                    rows.put(id, new Row(row.organization, row.version + 1, true, row.entity, row.fields));
                }
                yield done(index, id, row.version + 1);
            }
        };
    }

    private static Done done(int index, String id, long version) {
        return new Done(index, new StoredRow(id, version, JsonObject.EMPTY));
    }

    private Row expected(Scope scope, String id, JsonObject options, boolean deletedToo) {
        Row row = rows.get(id);
        if (row == null || row.deleted && !deletedToo || !row.organization.equals(scope.organizationId())) {
            throw Refused.because(Refusal.NOT_FOUND, "there is no such entity");
        }
        if (options.get("expected_version") instanceof JsonNumber(var expected)
                && expected.longValue() != row.version) {
            throw Refused.because(Refusal.VERSION_CONFLICT, "the entity was changed by someone else")
                    .withContext(JsonObject.builder()
                            .put("expected_version", expected)
                            .put("current_version", row.version)
                            .build());
        }
        return row;
    }

    private void refuseTakenCode(Scope scope, @Nullable String id, JsonObject entity) {
        String code = entity.text("entity_code");
        boolean taken = code != null
                && rows.entrySet().stream()
                        .filter(other -> !other.getKey().equals(id))
                        .map(Map.Entry::getValue)
                        .filter(row -> row.organization.equals(scope.organizationId()) && !row.deleted)
                        .anyMatch(row -> code.equals(row.entity.text("entity_code"))
                                && Objects.equals(row.entity.text("entity_type"), entity.text("entity_type")));
        if (taken) {
            throw Refused.because(Refusal.DUPLICATE, "this entity_code is already in use").withCode("23505");
        }
    }

    private static JsonObject merged(JsonObject old, JsonObject patch) {
        JsonObject.Builder merged = old.toBuilder();
        for (Map.Entry<String, JsonValue> member : patch.members().entrySet()) {
            if (member.getValue() == JsonNull.NULL) {
                merged.remove(member.getKey());
            } else if (!member.getKey().equals("entity_id")) {
                merged.put(member.getKey(), member.getValue());
            }
        }
        return merged.build();
    }

    @Override
    public byte[] list(Scope scope, EntityQuery query) {
        calls++;
        int limit = query.asked().get("limit") instanceof JsonNumber(var given) ? given.intValue() : 100;
        List<String> found = rows.entrySet().stream()
                .filter(row -> row.getValue().organization.equals(scope.organizationId()))
                .filter(row -> !row.getValue().deleted || query.asked().isTrue("include_deleted"))
                .filter(row -> matches(row.getValue(), query.asked(), "entity_type"))
                .filter(row -> matches(row.getValue(), query.asked(), "entity_code"))
                .map(row -> item(row.getKey(), row.getValue()))
                .toList()
                .reversed();
        List<String> page = found.subList(0, Math.min(limit, found.size()));
        String more = found.size() > limit ? ",\"next_cursor\":\"" + limit + "\"" : "";
        return ("\"data\":[" + String.join(",", page) + "],\"count\":" + page.size() + more)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean matches(Row row, JsonObject asked, String name) {
        return !asked.has(name) || Objects.equals(asked.text(name), row.entity.text(name));
    }

    @Override
    public @Nullable StoredEntity read(Scope scope, UUID id, JsonObject includes) {
        calls++;
        Row row = rows.get(id.toString());
        boolean hidden = row == null
                || !row.organization.equals(scope.organizationId())
                || row.deleted && !includes.isTrue("include_deleted");
        return hidden
                ? null
                : new StoredEntity(row.version, item(id.toString(), row).getBytes(StandardCharsets.UTF_8), 0, null,
                        null);
    }

    private static String item(String id, Row row) {
        JsonObject.Builder item = JsonObject.builder().put("id", id);
        row.entity.members().forEach(item::put);
        item.put("version", row.version);
        for (Map.Entry<String, JsonValue> field : row.fields.members().entrySet()) {
            JsonValue number = ((JsonObject) field.getValue()).get("field_value_number");
            item.put(field.getKey(), number == null ? JsonNull.NULL : number);
        }
        return new JsonWriter().value(item.build()).toString();
    }
}

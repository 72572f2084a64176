package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.RunAudit;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresRunAudit implements RunAudit {

    private static final String ORPHANS = Database.reading("hera.orphaned_runs()");
    private static final String NEXT = Database.reading("hera.audited_runs(?, ?)");
    private static final UUID NOBODY = new UUID(0, 0);

    private final Database database;

    PostgresRunAudit(Database database) {
        this.database = database;
    }

    @Override
    public List<Orphan> orphans() {
        byte @Nullable [] told = database.read(scope(NOBODY), ORPHANS, (statement, first) -> {});
        String items = told == null ? "[]" : new String(told, StandardCharsets.UTF_8);
        return items(JsonReader.readStored(("{\"items\":" + items + "}").getBytes(StandardCharsets.UTF_8)), "items")
                .stream()
                .map(item -> new Orphan(UUID.fromString(text(item, "organization_id")), runId(item),
                        text(item, "smart_code"), String.valueOf(number(item, "owner")), number(item, "fence")))
                .toList();
    }

    @Override
    public Batch next(UUID organizationId, @Nullable UUID after, int limit) {
        byte @Nullable [] told = database.read(scope(organizationId), NEXT, (statement, first) -> {
            statement.setObject(first, after);
            statement.setInt(first + 1, limit);
        });
        JsonObject batch = told == null ? JsonObject.EMPTY : JsonReader.readStored(told);
        String last = batch.text("last");
        return new Batch(last == null ? null : UUID.fromString(last), (int) number(batch, "seen"),
                items(batch, "completed").stream().map(PostgresRunAudit::completed).toList(),
                items(batch, "doubled").stream()
                        .map(item -> new Wrong(runId(item), text(item, "smart_code"),
                                text(item, "node") + " is there twice going " + text(item, "phase")))
                        .toList(),
                items(batch, "disordered").stream()
                        .map(item -> new Wrong(runId(item), text(item, "smart_code"),
                                text(item, "node") + " was undone before " + text(item, "before")
                                        + ", which was committed after it"))
                        .toList());
    }

    private static Completed completed(JsonObject group) {
        return new Completed(text(group, "smart_code"), text(group, "plan_sha"), text(group, "event"),
                new LinkedHashSet<>(texts(group, "nodes")),
                texts(group, "runs").stream().map(UUID::fromString).toList());
    }

    private static List<JsonObject> items(JsonObject json, String name) {
        JsonArray items = json.array(name);
        return items == null ? List.of() : items.values().stream().map(JsonObject.class::cast).toList();
    }

    private static List<String> texts(JsonObject json, String name) {
        JsonArray items = json.array(name);
        return items == null ? List.of() : items.values().stream().map(PostgresRunAudit::text).toList();
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString(String text) ? text : "";
    }

    private static UUID runId(JsonObject item) {
        return UUID.fromString(text(item, "run_id"));
    }

    private static String text(JsonObject json, String name) {
        return String.valueOf(json.text(name));
    }

    private static long number(JsonObject json, String name) {
        return json.get(name) instanceof JsonNumber(var number) ? number.longValueExact() : 0;
    }

    private static Scope scope(UUID organizationId) {
        return new Scope(organizationId, NOBODY, "", new DatabaseCall());
    }
}

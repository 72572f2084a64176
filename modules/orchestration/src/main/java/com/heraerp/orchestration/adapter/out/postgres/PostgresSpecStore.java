package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.change.StoredRow;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.application.port.SpecStore;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresSpecStore implements SpecStore {

    private static final String REGISTER = Database.writing("hera.register_spec(?, ?::jsonb, ?::jsonb)");
    private static final String STAMP = Database.reading("hera.specs_stamp()");
    private static final String ACTIVE = Database.reading("hera.active_specs()");
    private static final String OF_CHECKSUM = Database.reading("hera.spec_of_checksum(?, ?, ?)");
    private static final UUID NOBODY = new UUID(0, 0);

    private final Database database;

    PostgresSpecStore(Database database) {
        this.database = database;
    }

    @Override
    public StoredChange register(Scope scope, Registration registration) {
        Outcome outcome = database.write(scope, REGISTER, (statement, first) -> {
            statement.setString(first, registration.kind().name());
            statement.setString(first + 1, spec(registration).toJson());
            statement.setString(first + 2, options(registration).toJson());
        });
        JsonObject told = JsonReader.readStored(outcome.json());
        JsonObject more = told.toBuilder().remove("success").remove("entity_id").remove("version").build();
        return new StoredChange(new StoredRow(text(told, "entity_id"), number(told, "version"), more),
                outcome.replayed(), outcome.durationMillis());
    }

    private static JsonObject spec(Registration registration) {
        JsonObject.Builder spec = JsonObject.builder()
                .put("smart_code", registration.smartCode())
                .put("intent", registration.intent())
                .put("content", registration.content())
                .put("source", registration.source())
                .put("sha", registration.sha());
        if (registration.plan() != null && registration.planSha() != null) {
            spec.put("plan", registration.plan()).put("plan_sha", registration.planSha());
        }
        if (registration.path() != null) {
            spec.put("path", registration.path());
        }
        return spec.build();
    }

    private static JsonObject options(Registration registration) {
        Long expected = registration.expectedVersion();
        return expected == null ? JsonObject.EMPTY : JsonObject.builder().put("expected_version", expected).build();
    }

    @Override
    public String stamp(UUID organizationId) {
        return read(organizationId, STAMP, (statement, first) -> {}).orElse("");
    }

    @Override
    public List<Active> active(UUID organizationId) {
        String told = read(organizationId, ACTIVE, (statement, first) -> {}).orElse("[]");
        List<Active> active = new ArrayList<>();
        if (JsonReader.read(told.getBytes(StandardCharsets.UTF_8)) instanceof JsonArray(List<JsonValue> items)) {
            items.forEach(item -> active.add(active((JsonObject) item)));
        }
        return active;
    }

    private static Active active(JsonObject told) {
        return new Active(
                SpecKind.valueOf(text(told, "kind")),
                UUID.fromString(text(told, "entity_id")),
                text(told, "smart_code"),
                number(told, "entity_version"),
                text(told, "intent"),
                object(told, "insights"),
                object(told, "content"),
                told.object("plan"));
    }

    @Override
    public Optional<JsonObject> ofChecksum(UUID organizationId, SpecKind kind, String smartCode, String checksum) {
        return read(organizationId, OF_CHECKSUM, (statement, first) -> {
            statement.setString(first, kind.name());
            statement.setString(first + 1, smartCode);
            statement.setString(first + 2, checksum);
        }).map(json -> JsonReader.readStored(json.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<String> read(UUID organizationId, String sql, Database.Arguments arguments) {
        Scope scope = new Scope(organizationId, NOBODY, "", new DatabaseCall());
        byte @Nullable [] told = database.read(scope, sql, arguments);
        return told == null ? Optional.empty() : Optional.of(new String(told, StandardCharsets.UTF_8));
    }

    private static JsonObject object(JsonObject told, String name) {
        JsonObject object = told.object(name);
        return object == null ? JsonObject.EMPTY : object;
    }

    private static String text(JsonObject told, String name) {
        String text = told.text(name);
        return text == null ? "" : text;
    }

    private static long number(JsonObject told, String name) {
        return told.get(name) instanceof JsonNumber(var number) ? number.longValueExact() : 0;
    }
}

package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.RunArchive;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresRunArchive implements RunArchive {

    private static final String ORGANIZATIONS = Database.reading("hera.organization_ids()");
    private static final String FOLD = Database.writing("hera.fold_runs(?, ?, ?)");
    private static final String REMOVE_EVENTS = Database.writing("hera.remove_events(?, ?)");
    private static final UUID NOBODY = new UUID(0, 0);

    private final Database database;

    PostgresRunArchive(Database database) {
        this.database = database;
    }

    @Override
    public List<UUID> organizations() {
        byte @Nullable [] ids = database.read(scope(NOBODY), ORGANIZATIONS, (statement, first) -> {});
        return ids == null
                ? List.of()
                : Arrays.stream(new String(ids, StandardCharsets.UTF_8).split(",")).map(UUID::fromString).toList();
    }

    @Override
    public Batch fold(UUID organizationId, Duration age, @Nullable UUID after, int limit) {
        JsonObject batch = JsonReader.readStored(database.write(scope(organizationId), FOLD, (statement, first) -> {
            statement.setInt(first, days(age));
            statement.setObject(first + 1, after);
            statement.setInt(first + 2, limit);
        }).json());
        String last = batch.text("last");
        return new Batch(batch.get("folded") instanceof JsonNumber(var folded) ? folded.intValueExact() : 0,
                last == null ? null : UUID.fromString(last), batch.text("kept") != null, batch.isTrue("more"));
    }

    @Override
    public int removeEvents(UUID organizationId, Duration age, int limit) {
        byte[] removed = database.write(scope(organizationId), REMOVE_EVENTS, (statement, first) -> {
            statement.setInt(first, days(age));
            statement.setInt(first + 1, limit);
        }).json();
        return Integer.parseInt(new String(removed, StandardCharsets.UTF_8));
    }

    private static int days(Duration age) {
        return Math.toIntExact(age.toDays());
    }

    private static Scope scope(UUID organizationId) {
        return new Scope(organizationId, NOBODY, "", new DatabaseCall());
    }
}

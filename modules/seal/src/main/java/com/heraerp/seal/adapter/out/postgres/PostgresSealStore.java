package com.heraerp.seal.adapter.out.postgres;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.seal.api.SealReport;
import com.heraerp.seal.api.SealReport.Broken;
import com.heraerp.seal.application.port.SealStore;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresSealStore implements SealStore {

    private static final String SEAL = Database.writing("hera.seal_log(?)::text");
    private static final String VERIFY = Database.reading("hera.verify_seals(?, ?, ?)");
    private static final String VERIFY_MORE = Database.writing("hera.verify_more_seals(?, ?)");
    private static final String VERIFY_PERIOD = Database.reading("hera.verify_period(?)");
    private static final String ORGANIZATIONS = Database.reading("hera.organization_ids()");

    private final Database database;

    PostgresSealStore(Database database) {
        this.database = database;
    }

    /** Of no organization: these functions look over all. */
    private static Scope overAll() {
        UUID platform = OrganizationId.PLATFORM.value();
        return new Scope(platform, platform, "", new DatabaseCall());
    }

    @Override
    public int seal(int limit) {
        byte[] sealed = database.write(overAll(), SEAL, (statement, first) -> statement.setInt(first, limit)).json();
        return Integer.parseInt(new String(sealed, StandardCharsets.US_ASCII));
    }

    @Override
    public Part verify(Scope scope, long from, int count, @Nullable String expected) {
        byte[] answer = database.read(scope, VERIFY, (statement, first) -> {
            statement.setLong(first, from);
            statement.setInt(first + 1, count);
            statement.setObject(first + 2, expected, Types.VARCHAR);
        });
        JsonObject part = JsonReader.readStored(Objects.requireNonNull(answer, "hera.verify_seals always answers"));
        SealReport report = new SealReport(number(part, "seals"), number(part, "entries"), part.text("head"),
                part.text("sealed_until"), broken(part));
        return new Part(report, part.get("next") instanceof JsonNumber next ? next.value().longValueExact() : null,
                part.isTrue("met"));
    }

    @Override
    public Step verifyMore(Scope scope, int fresh, int again) {
        byte[] answer = database.write(scope, VERIFY_MORE, (statement, first) -> {
            statement.setInt(first, fresh);
            statement.setInt(first + 1, again);
        }).json();
        JsonObject step = JsonReader.readStored(answer);
        return new Step(number(step, "seals"), step.isTrue("more"), broken(step));
    }

    @Override
    public @Nullable String verifyPeriod(Scope scope, long turn) {
        byte[] code = database.read(scope, VERIFY_PERIOD, (statement, first) -> statement.setLong(first, turn));
        return code == null ? null : new String(code, StandardCharsets.US_ASCII);
    }

    @Override
    public List<OrganizationId> organizations() {
        byte[] ids = database.read(overAll(), ORGANIZATIONS, (statement, first) -> {});
        if (ids == null) {
            return List.of();
        }
        return Arrays.stream(new String(ids, StandardCharsets.US_ASCII).split(","))
                .map(id -> new OrganizationId(UUID.fromString(id)))
                .toList();
    }

    private static @Nullable Broken broken(JsonObject part) {
        return part.get("broken") instanceof JsonObject broken
                ? new Broken(number(broken, "seal"), text(broken, "kind"), broken.text("id"), text(broken, "reason"))
                : null;
    }

    private static long number(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? number.value().longValueExact() : 0;
    }

    private static String text(JsonObject object, String name) {
        return Objects.requireNonNull(object.text(name), name);
    }
}

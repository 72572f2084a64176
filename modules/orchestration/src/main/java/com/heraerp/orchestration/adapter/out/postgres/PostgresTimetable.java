package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.orchestration.application.port.Timetable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresTimetable implements Timetable {

    private static final String SCHEDULES = "select hera.schedules()";

    private final PodSession pod;

    PostgresTimetable(PodSession pod) {
        this.pod = pod;
    }

    @Override
    public Now read() {
        String told = pod.over(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SCHEDULES);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        });
        JsonObject json = JsonReader.readStored(told.getBytes(StandardCharsets.UTF_8));
        JsonArray schedules = json.array("schedules");
        return new Now(instant(json, "now"), schedules == null
                ? List.of()
                : schedules.values().stream().map(value -> entry((JsonObject) value)).toList());
    }

    private static Entry entry(JsonObject json) {
        String on = text(json, "on");
        Instant since = instant(json, "since");
        String last = json.text("last");
        Instant started = last == null ? since : Instant.parse(last.substring(on.length() + KEY_ARROW.length()));
        return new Entry(UUID.fromString(text(json, "organization_id")), text(json, "smart_code"), on,
                zone(text(json, "time_zone")), started.isAfter(since) ? started : since,
                uuid(json.text("user_id")),
                json.text("role"));
    }

    /** PostgreSQL knows names that Java does not; one organization's must not keep the others from their times. */
    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static Instant instant(JsonObject json, String name) {
        return Instant.parse(text(json, name));
    }

    private static String text(JsonObject json, String name) {
        return String.valueOf(json.text(name));
    }
}

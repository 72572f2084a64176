package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.application.port.Rehearsals.Changes;
import com.heraerp.orchestration.application.port.Rehearsals.RowChange;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code hera.note_rehearsed} has noted, put together: of each row, as it was before all and as it is after all. */
final class NotedRows {

    private record Key(String table, String id) {}

    private record Row(@Nullable JsonObject before, @Nullable JsonObject after) {}

    private NotedRows() {}

    static Changes read(JsonObject told) {
        Map<Key, Row> rows = new LinkedHashMap<>();
        String noted = told.text("noted");
        String lines = noted == null ? "" : noted;
        lines.lines().map(line -> JsonReader.readStored(line.getBytes(StandardCharsets.UTF_8))).forEach(line -> {
            JsonObject before = line.object("before");
            JsonObject after = line.object("after");
            String id = String.valueOf(Objects.requireNonNullElse(after, before).text("id"));
            rows.merge(new Key(String.valueOf(line.text("table")), id), new Row(before, after),
                    (earlier, later) -> new Row(earlier.before, later.after));
        });
        List<RowChange> changes = rows.entrySet().stream()
                .filter(entry -> !Objects.equals(entry.getValue().before, entry.getValue().after))
                .map(entry -> change(entry.getKey(), entry.getValue()))
                .toList();
        return new Changes(changes, told.get("cut") instanceof JsonBoolean cut && cut.value());
    }

    private static RowChange change(Key key, Row row) {
        return new RowChange(key.table, key.id, differing(row.before, row.after), differing(row.after, row.before));
    }

    /** Of {@code shown}, what {@code other} has not; a row that is alone is shown whole, without its empty columns. */
    private static @Nullable JsonObject differing(@Nullable JsonObject shown, @Nullable JsonObject other) {
        if (shown == null) {
            return null;
        }
        JsonObject.Builder differing = JsonObject.builder();
        shown.members().forEach((column, value) -> {
            JsonValue beside = other == null ? JsonNull.NULL : other.get(column);
            if (!value.equals(beside)) {
                differing.put(column, value);
            }
        });
        return differing.build();
    }
}

package com.heraerp.entities.adapter.in.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table of entities: core columns by their names, {@code metadata}, {@code business_rules}, {@code
 * ai_insights} and {@code relationships} as JSON, and for each dynamic field {@code dynamic.NAME:TYPE} (text when no type
 * is given) and {@code dynamic.NAME:smart_code}. An empty cell is no value.
 */
record CsvColumns(List<Column> columns) {

    static final List<String> CORE = List.of("entity_id", "entity_type", "entity_name", "entity_code",
            "entity_description", "smart_code", "status", "parent_entity_id");
    static final List<String> JSON = List.of("metadata", "business_rules", "ai_insights", "relationships");
    static final String DYNAMIC = "dynamic.";
    static final String SMART_CODE = "smart_code";

    /** Where a cell goes. */
    sealed interface Column {

        record Core(String name) implements Column {}

        record Json(String name) implements Column {}

        record Field(String name, CsvFieldType type) implements Column {}

        record FieldSmartCode(String name) implements Column {}
    }

    /**
     * Reads a header.
     *
     * @throws Refused 400 naming a column that is unknown or stands there twice
     */
    static CsvColumns of(List<String> header) {
        List<Column> columns = new ArrayList<>(header.size());
        Set<Column> seen = new HashSet<>();
        for (String name : header) {
            Column column = column(name.strip());
            if (!seen.add(column)) {
                throw Refused.field(name, "The column " + name + " stands in the header twice");
            }
            columns.add(column);
        }
        return new CsvColumns(List.copyOf(columns));
    }

    private static Column column(String name) {
        if (CORE.contains(name)) {
            return new Column.Core(name);
        }
        if (JSON.contains(name)) {
            return new Column.Json(name);
        }
        if (name.startsWith(DYNAMIC) && name.length() > DYNAMIC.length()) {
            return dynamic(name.substring(DYNAMIC.length()));
        }
        throw Refused.field(name, "There is no column " + name + "; dynamic fields are named dynamic.NAME:TYPE")
                .withHint("Columns: " + String.join(", ", CORE) + ", " + String.join(", ", JSON));
    }

    private static Column dynamic(String name) {
        int colon = name.lastIndexOf(':');
        String suffix = name.substring(colon + 1);
        if (colon > 0 && suffix.equals(SMART_CODE)) {
            return new Column.FieldSmartCode(name.substring(0, colon));
        }
        CsvFieldType type = colon > 0 ? CsvFieldType.BY_NAME.get(suffix) : null;
        return type == null
                ? new Column.Field(name, CsvFieldType.TEXT)
                : new Column.Field(name.substring(0, colon), type);
    }

    /**
     * A row as the body that {@code POST /api/v2.1/entities} takes.
     *
     * @throws Refused 400 when the row has other columns than the header, or a cell that should hold JSON does not
     */
    JsonObject body(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw Refused.because(Refusal.INVALID_REQUEST,
                    "The row has " + cells.size() + " cells, the header " + columns.size());
        }
        JsonObject.Builder body = JsonObject.builder();
        Map<String, JsonObject.Builder> fields = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (!cell.isEmpty()) {
                put(body, fields, columns.get(i), cell);
            }
        }
        JsonObject.Builder dynamic = JsonObject.builder();
        fields.forEach((name, field) -> dynamic.put(name, field.build()));
        return fields.isEmpty() ? body.build() : body.put("dynamic", dynamic.build()).build();
    }

    private static void put(
            JsonObject.Builder body, Map<String, JsonObject.Builder> fields, Column column, String cell) {
        switch (column) {
            case Column.Core(String name) -> body.put(name, cell);
            case Column.Json(String name) -> body.put(name, json(name, cell));
            case Column.Field(String name, CsvFieldType type) -> fields
                    .computeIfAbsent(name, any -> JsonObject.builder())
                    .put("field_type", type.code())
                    .put("field_value_" + type.code(), type.value(name, cell));
            case Column.FieldSmartCode(String name) ->
                fields.computeIfAbsent(name, any -> JsonObject.builder()).put(SMART_CODE, cell);
        }
    }

    static JsonValue json(String name, String cell) {
        try {
            return JsonReader.read(cell.getBytes(StandardCharsets.UTF_8));
        } catch (Refused malformed) {
            throw malformed.withContext(JsonObject.builder().put("field", name).build());
        }
    }

    /** The header that {@link #of} reads as these columns, with the named fields. */
    static List<String> header(JsonArray fields) {
        List<String> header = new ArrayList<>(CORE);
        header.addAll(JSON);
        for (JsonValue field : fields.values()) {
            JsonArray pair = (JsonArray) field;
            header.add(DYNAMIC + text(pair, 0) + ':' + text(pair, 1));
            header.add(DYNAMIC + text(pair, 0) + ':' + SMART_CODE);
        }
        return header.stream().distinct().toList();
    }

    private static String text(JsonArray pair, int index) {
        return ((JsonString) pair.values().get(index)).value();
    }

    /** A line of an export as a row of these columns. */
    List<String> row(JsonObject line) {
        JsonObject dynamic = line.object("dynamic");
        JsonObject fields = dynamic == null ? JsonObject.EMPTY : dynamic;
        return columns.stream().map(column -> cell(line, fields, column)).toList();
    }

    private static String cell(JsonObject line, JsonObject fields, Column column) {
        return switch (column) {
            case Column.Core(String name) -> CsvFieldType.print(line.get(name));
            case Column.Json(String name) -> json(line.get(name));
            case Column.FieldSmartCode(String name) -> {
                JsonObject field = fields.object(name);
                yield field == null ? "" : CsvFieldType.print(field.get(SMART_CODE));
            }
            case Column.Field(String name, CsvFieldType type) -> {
                JsonObject field = fields.object(name);
                yield field != null && type.code().equals(field.text("field_type"))
                        ? CsvFieldType.print(field.get("field_value_" + type.code()))
                        : "";
            }
        };
    }

    private static String json(@Nullable JsonValue value) {
        return value == null ? "" : value.toJson();
    }
}

package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.EntityTypes;
import com.heraerp.guardrails.api.TransactionPayload;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what callers may write about a transaction in several ways into the one way in which it is stored. */
public final class TransactionNormalization {

    private static final List<String> EMPTY_IS_NONE = List.of(
            "transaction_code",
            "transaction_number",
            "reference_number",
            "external_reference");

    private TransactionNormalization() {}

    public static TransactionPayload of(TransactionPayload payload) {
        return new TransactionPayload(
                payload.dialect(),
                payload.action(),
                payload.organizationId(),
                header(payload.header()),
                lines(payload.lines()),
                Normalization.dynamic(payload),
                Normalization.relationships(payload.relationships()),
                payload.options());
    }

    private static JsonObject header(JsonObject header) {
        JsonObject.Builder stored = header.toBuilder().remove("organization_id");
        upperCase(header, "transaction_type", stored);
        for (String name : EMPTY_IS_NONE) {
            String text = header.text(name);
            if (text != null && text.isBlank()) {
                stored.put(name, JsonNull.NULL);
            }
        }
        JsonValue id = header.get("id");
        if (id != null) {
            stored.remove("id");
            if (!header.has("transaction_id")) {
                stored.put("transaction_id", id);
            }
        }
        return stored.build();
    }

    private static @Nullable JsonValue lines(@Nullable JsonValue given) {
        if (!(given instanceof JsonArray list)) {
            return given;
        }
        List<JsonValue> stored = new ArrayList<>(list.size());
        for (JsonValue line : list.values()) {
            stored.add(line instanceof JsonObject body ? line(body) : line);
        }
        return new JsonArray(stored);
    }

    private static JsonObject line(JsonObject line) {
        JsonObject.Builder stored = line.toBuilder();
        upperCase(line, "line_type", stored);
        return stored.build();
    }

    private static void upperCase(JsonObject holder, String name, JsonObject.Builder stored) {
        String type = holder.text(name);
        if (type != null) {
            stored.put(name, EntityTypes.normalize(type));
        }
    }
}

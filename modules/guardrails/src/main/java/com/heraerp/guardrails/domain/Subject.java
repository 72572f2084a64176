package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Payload;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What the rules look at: a payload whose parts are read once for all of them. */
sealed interface Subject permits EntitySubject, TransactionSubject {

    Payload payload();

    /** The word for it in messages: {@code entity} or {@code transaction}. */
    String kind();

    /** The columns as given, and whatever else stood beside them. */
    JsonObject core();

    DynamicPart dynamic();

    RelationshipsPart related();

    /** The id of the row that is meant; null when no text is given. */
    @Nullable
    String id();

    /** Where a column stands in what the caller sent. */
    String path(String name);

    /** Where an option stands in what the caller sent. */
    default String optionPath(String name) {
        return payload().dialect().isRpc() ? "p_options." + name : name;
    }

    /** Whether it says anything about the column: callers of v2 send null for nothing, in v2.1 a null is meant. */
    default boolean gives(String name) {
        return payload().dialect().ignoresExtras() ? core().has(name) : core().get(name) != null;
    }

    /** Absent, null, or text of blanks. A value of a wrong type is not missing: its shape is reported. */
    static boolean isMissing(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value == null || value == JsonNull.NULL || value instanceof JsonString(String text) && text.isBlank();
    }
}

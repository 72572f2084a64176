package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Dialect;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;

/**
 * One dynamic field as the caller gave it.
 *
 * @param root the name of the part it stands in, {@code dynamic} or {@code p_dynamic}
 * @param body its members; empty when the caller gave null or no object
 */
record GivenField(String root, String name, JsonObject body, FieldReading reading) {

    static GivenField of(String root, String name, JsonValue given, Dialect dialect) {
        if (given == JsonNull.NULL) {
            return new GivenField(root, name, JsonObject.EMPTY, new FieldReading.Empty(FieldType.TEXT));
        }
        if (!(given instanceof JsonObject body)) {
            return new GivenField(
                    root,
                    name,
                    JsonObject.EMPTY,
                    new FieldReading.Unreadable(
                            ShapeProblem.TYPE, "", "must be an object with field_type, a value and smart_code"));
        }
        if (dialect == Dialect.RPC_V1 && SimpleForm.isUsedBy(body)) {
            return new GivenField(root, name, body, SimpleForm.read(body));
        }
        FieldReading typed = TypedForm.read(body);
        // What the caller gave in v1's form would be ignored, and the field stored empty.
        boolean lost = dialect == Dialect.RPC_V2
                && typed instanceof FieldReading.Empty
                && (body.has("value") || body.has("type") && !body.has("field_type"));
        return new GivenField(root, name, body, lost ? SimpleForm.misplacedIn(body) : typed);
    }

    /** Whether it is an object, or null and read as one without members. */
    boolean isObject() {
        return !(reading instanceof FieldReading.Unreadable unreadable && unreadable.member().isEmpty());
    }

    /** Where it stands in the payload, to be shown. */
    String path() {
        return root + "." + Shown.text(name);
    }

    /** Where one of its members stands; the field itself for the empty name. */
    String path(String member) {
        return member.isEmpty() ? path() : path() + "." + Shown.text(member);
    }
}

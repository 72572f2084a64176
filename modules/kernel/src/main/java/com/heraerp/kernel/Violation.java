package com.heraerp.kernel;

import com.heraerp.kernel.json.JsonObject;

/**
 * One finding about a request.
 *
 * @param code the guide's code, such as {@code SMARTCODE-REQUIRED}
 * @param message one sentence for people
 * @param severity whether it refuses or warns
 * @param context facts for programs, empty when there are none
 */
public record Violation(String code, String message, Severity severity, JsonObject context) {

    public static Violation error(String code, String message) {
        return new Violation(code, message, Severity.ERROR, JsonObject.EMPTY);
    }

    public static Violation error(String code, String message, JsonObject context) {
        return new Violation(code, message, Severity.ERROR, context);
    }

    public static Violation warning(String code, String message, JsonObject context) {
        return new Violation(code, message, Severity.WARNING, context);
    }

    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("code", code)
                .put("message", message)
                .put("severity", severity.name());
        if (!context.isEmpty()) {
            json.put("context", context);
        }
        return json.build();
    }
}

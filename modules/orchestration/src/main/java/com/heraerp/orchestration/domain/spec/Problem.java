package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.Severity;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonObject;

/**
 * One thing that is wrong with a procedure or orchestration, where it stands.
 *
 * @param code stable name for programs, such as {@code GRAPH_CYCLE}
 * @param path JSON pointer into the text, empty for the whole
 * @param line line of the text, the first being 1
 * @param message one sentence for people
 */
public record Problem(Severity severity, String code, String path, int line, String message) {

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The same in the form of the other reports; where it stands is its context. */
    public Violation toViolation() {
        return new Violation(code, message, severity,
                JsonObject.builder().put("path", path).put("line", line).build());
    }

    public JsonObject toJson() {
        return JsonObject.builder()
                .put("code", code)
                .put("message", message)
                .put("severity", severity.name())
                .put("path", path)
                .put("line", line)
                .build();
    }

    @Override
    public String toString() {
        return "line " + line + ": " + code + " at " + (path.isEmpty() ? "/" : path) + ": " + message;
    }
}

package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.Severity;
import com.heraerp.kernel.json.JsonObject;
import java.util.Map;

/**
 * A read text: its content, and the line on which each part of it begins.
 *
 * @param content what stands in it
 * @param lines JSON pointer to line, the first line being 1; the empty pointer is the whole
 */
public record Document(JsonObject content, Map<String, Integer> lines) {

    public Document {
        lines = Map.copyOf(lines);
    }

    /** The line of the part at {@code pointer}, or of the nearest part around it that is there. */
    public int line(String pointer) {
        String at = pointer;
        while (true) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
            if (at.isEmpty()) {
                return 1;
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
    }

    public Problem error(String code, String pointer, String message) {
        return new Problem(Severity.ERROR, code, pointer, line(pointer), message);
    }

    public Problem warning(String code, String pointer, String message) {
        return new Problem(Severity.WARNING, code, pointer, line(pointer), message);
    }

    /** The pointer to the member {@code name} of the part at {@code pointer} (RFC 6901). */
    public static String member(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
